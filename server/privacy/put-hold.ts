/** A legal hold: while it stands nothing of the client is erased or forgotten. */
import { familyOf, lockedClient } from '#server/clients/index.ts'
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Hold } from '#shared/privacy/privacy.contract.ts'
import { holdLifted, holdPut } from '#shared/privacy/privacy.events.ts'
import { holdsOn, insertHold, liftHoldRow } from './hold.store.ts'
import { presentHold } from './privacy.present.ts'

/** @throws 409 `held` where one stands already, `erased`, `merged`; 404, 403 */
export const putHold = (
  platform: Platform,
  actor: Actor,
  { clientId, reason }: { clientId: string; reason: string },
): Promise<Hold> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const family = await heldFamily(trx, actor, clientId)
    if ((await holdsOn(trx, family)).length > 0) throw conflict('held')
    const id = await insertHold(trx, { clientId, reason, by: actor.userId, at })
    await leaveTrace(trx, actor, { clientId, at, step: 'put', holdId: id })
    const row = (await holdsOn(trx, family)).find((one) => one.id === id)
    return presentHold(row!, true)
  })

/** @throws 409 `hold_lifted`; 404, 403 */
export const liftHold = (
  platform: Platform,
  actor: Actor,
  { clientId, holdId, reason }: { clientId: string; holdId: string; reason: string },
): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const clients = await heldFamily(trx, actor, clientId)
    if (!(await liftHoldRow(trx, { id: holdId, clients, reason, by: actor.userId, at }))) {
      throw conflict('hold_lifted')
    }
    await leaveTrace(trx, actor, { clientId, at, step: 'lifted', holdId })
  })

const heldFamily = async (trx: Trx, actor: Actor, clientId: string): Promise<string[]> => {
  const client = await lockedClient(trx, actor, 'client.hold', clientId)
  return familyOf(trx, client.id)
}

/** The reason stays with the hold: the audit knows that there was one. */
const leaveTrace = async (
  trx: Trx,
  actor: Actor,
  { clientId, at, step, holdId }: { clientId: string; at: number; step: 'put' | 'lifted'; holdId: string },
): Promise<void> => {
  const actorId = actor.userId
  await audit(trx, {
    at,
    actorId,
    action: 'client.hold',
    outcome: 'ok',
    subjectKind: 'client',
    subjectId: clientId,
    data: { step },
  })
  const told = step === 'put' ? holdPut : holdLifted
  await appendEvent(trx, told, { subjectId: clientId, actorId, at, data: { holdId } })
}
