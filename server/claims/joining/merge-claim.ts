/** Makes two claims of one client into one: this one is closed on that ground and goes on in the other. */
import { reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimEdited } from '#shared/claims/claim.events.ts'
import { type ClaimRow, findClaim, readClaimRow, updateClaim } from '../claim.store.ts'
import { factsOf } from '../claim-facts.ts'
import { lockClaimToWork } from '../claim-to-work.ts'
import {
  listInteractionIds,
  listPersonIds,
  listProductLines,
  putInteractions,
  putPersons,
  putProductLines,
} from '../details/detail.store.ts'
import { mailClient } from '../follow/mail-client.ts'
import { moveLocked } from '../move-claim.ts'
import { type Kin, lockTwo, setMergedInto } from './joining.store.ts'

/** Throws `not_found`, `denied`; `invalid` at `into`; otherwise as `moveClaim`. Answers the claim it goes on in. */
export const mergeClaim = async (
  trx: Trx,
  platform: Pick<Platform, 'config'>,
  doing: Doing,
  id: string,
  input: { into: string; version: number },
): Promise<Kin> => {
  await lockTwo(trx, [id, input.into])
  const claim = await lockClaimToWork(trx, doing.actor, id)
  const into = await findClaim(trx, reachOf(doing.actor, 'claim.work'), input.into)
  if (!into || into.id === id) throw invalid({ into: 'unknown' })
  if (into.client_id !== claim.client_id) throw invalid({ into: 'not_of_client' })
  if (into.state === 'closed') throw invalid({ into: 'not_open' })
  await moveLocked(trx, doing, claim, { move: 'merge', version: input.version })
  await setMergedInto(trx, id, into.id)
  await carryOver(trx, doing, claim, into)
  const merged = await readClaimRow(trx, id)
  const news = { kind: 'merged', key: `merged:${claim.version}`, actorId: doing.actor.userId } as const
  await mailClient(trx, platform, merged, { ...news, now: doing.now })
  return { id: into.id, number: into.number }
}

/** What the other knows not yet of products, people and contacts. */
const carryOver = async (trx: Trx, doing: Doing, claim: ClaimRow, into: ClaimRow): Promise<void> => {
  const own = <T>(...lists: T[][]): T[] => [...new Set(lists.flat())]
  await putPersons(
    trx,
    into.id,
    own(
      await listPersonIds(trx, into.id),
      await listPersonIds(trx, claim.id),
      claim.person_id ? [claim.person_id] : [],
    ),
  )
  await putInteractions(
    trx,
    into.id,
    own(
      await listInteractionIds(trx, into.id),
      await listInteractionIds(trx, claim.id),
      claim.interaction_id ? [claim.interaction_id] : [],
    ),
  )
  const lines = [...(await listProductLines(trx, into.id)), ...(await listProductLines(trx, claim.id))]
  await putProductLines(trx, into.id, [
    ...new Map(lines.map((line) => [JSON.stringify(line), line])).values(),
  ])
  const product_id = into.product_id ?? claim.product_id
  if (!(await updateClaim(trx, into, { product_id })))
    throw conflict('stale', { version: into.version, state: into.state })
  await appendEvent(trx, claimEdited, {
    subjectId: into.id,
    actorId: doing.actor.userId,
    at: doing.now,
    data: { ...factsOf(await readClaimRow(trx, into.id)), changed: [`merged.${claim.number}`] },
  })
}
