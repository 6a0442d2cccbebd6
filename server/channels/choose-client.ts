/** Several clients have the phone that wrote: a person says whose the conversation is. */
import { resolveToFile } from '../clients/index.ts'
import { fileUnder, type InteractionRow, lockInteraction } from '../interactions/index.ts'
import type { Actor } from '../platform/actor.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { invalid, notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { fileOwed } from '../tasks/index.ts'
import { writableInteraction } from './message.policy.ts'

/** @throws 422 for a client who has not this phone; 404 */
export const chooseClient = (
  { db, clock }: Platform,
  actor: Actor,
  { interactionId, clientId }: { interactionId: string; clientId: string },
): Promise<void> =>
  inTransaction(db, async (trx) => {
    await writableInteraction(trx, actor, interactionId)
    const row = await lockInteraction(trx, interactionId)
    if (!row?.address) throw notFound('interaction', interactionId)
    const { candidates } = await resolveToFile(trx, { kind: 'phone', value: row.address })
    if (!candidates.some((one) => one.clientId === clientId)) throw invalid({ clientId: 'unknown' })
    await fileConversation(trx, row, { clientId, actorId: actor.userId, now: clock.now() })
  })

/** In the caller's transaction, with the interaction locked. */
export const fileConversation = async (
  trx: Trx,
  row: InteractionRow,
  { clientId, actorId, now }: { clientId: string; actorId: string; now: number },
): Promise<void> => {
  await fileUnder(trx, row, clientId, actorId, now)
  await fileOwed(trx, row.id, clientId)
}
