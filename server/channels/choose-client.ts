/** Several clients have the phone that wrote: a person says whose the conversation is. */
import { resolveAddress } from '../clients/index.ts'
import { fileUnder, lockInteraction } from '../interactions/index.ts'
import type { Actor } from '../platform/actor.ts'
import { inTransaction } from '../platform/database.ts'
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
    const { candidates } = await resolveAddress(trx, { kind: 'phone', value: row.address })
    if (!candidates.some((one) => one.clientId === clientId)) throw invalid({ clientId: 'unknown' })
    await fileUnder(trx, row, clientId, actor.userId, clock.now())
    await fileOwed(trx, interactionId, clientId)
  })
