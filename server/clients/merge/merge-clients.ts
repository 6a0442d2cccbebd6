/** Makes two cards one. The card that is merged stays as a row, and gets everything back when they are parted. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { clientEdited, clientMerged, clientMergedAway } from '#shared/clients/client.events.ts'
import type { Merge, MergeField } from '#shared/clients/merge.contract.ts'
import { sameValue } from '#shared/organisation/custom-value.ts'
import { type ClientRow, fieldOf, updateClient } from '../client.store.ts'
import { carryMerge, moveBatch, placeAll } from './carry-merge.ts'
import { bothForMerge } from './merge.policy.ts'
import { beginMoving, familyOf, findMerge, insertMerge, setMergedInto, type Taken } from './merge.store.ts'
import { presentMerge } from './read-merges.ts'

export type MergeWish = {
  clientId: string
  otherId: string
  version: number
  otherVersion: number
  take: MergeField[]
}

/** @throws 409 `stale` when either card is no longer as it was shown; 409 `merged`, `same_client`, `merge_moving`; 404, 403 */
export const mergeClients = async (platform: Platform, actor: Actor, wish: MergeWish): Promise<Merge> => {
  const at = platform.clock.now()
  const id = await inTransaction(platform.db, async (trx) => {
    const { client, other } = await bothForMerge(trx, actor, wish.clientId, wish.otherId)
    if (client.version !== wish.version || other.version !== wish.otherVersion) {
      throw conflict('stale', { version: client.version, changes: [] })
    }
    const taken = takenOf(client, other, wish.take)
    await takeFields(trx, client, taken, at)
    const mergeId = await insertMerge(trx, {
      clientId: client.id,
      mergedId: other.id,
      taken,
      by: actor.userId,
      at,
    })
    await beginMoving(trx)
    await setMergedInto(trx, other.id, client.id)
    const family = await familyOf(trx, client.id)
    await placeAll(trx, family, new Map(family.map((one) => [one, client.id])))
    await moveBatch(trx, (await findMerge(trx, mergeId))!)
    await tell(trx, { mergeId, client, other, taken, actorId: actor.userId, at })
    return mergeId
  })
  await carryMerge(platform, id)
  return presentMerge((await findMerge(platform.db, id))!)
}

const takenOf = (client: ClientRow, other: ClientRow, take: MergeField[]): Taken => {
  const changing = take.filter((field) => !sameValue(fieldOf(client, field), fieldOf(other, field)))
  const taken: Taken = Object.fromEntries(
    changing.map((field) => [field, { before: fieldOf(client, field), after: fieldOf(other, field) }]),
  )
  // A card that knows its client by name makes the other one known.
  if (client.provisional && !other.provisional) taken.provisional = { before: true, after: false }
  return taken
}

const takeFields = async (trx: Trx, client: ClientRow, taken: Taken, at: number): Promise<void> => {
  const values = Object.fromEntries(Object.entries(taken).map(([field, { after }]) => [field, after]))
  // The version moves even when no field does: whoever edits meanwhile is told of the merge.
  if (!(await updateClient(trx, client, { ...values, at }))) {
    throw conflict('stale', { version: client.version, changes: [] })
  }
}

const tell = async (
  trx: Trx,
  told: { mergeId: string; client: ClientRow; other: ClientRow; taken: Taken; actorId: string; at: number },
): Promise<void> => {
  const { mergeId, client, other, actorId, at } = told
  const fields = Object.keys(told.taken).filter((field) => field !== 'provisional')
  await appendEvent(trx, clientMerged, {
    subjectId: client.id,
    actorId,
    at,
    data: { mergeId, mergedId: other.id, fields },
  })
  await appendEvent(trx, clientEdited, {
    subjectId: client.id,
    actorId,
    at,
    data: { version: client.version + 1, fields },
  })
  await appendEvent(trx, clientMergedAway, {
    subjectId: other.id,
    actorId,
    at,
    data: { mergeId, into: client.id },
  })
}
