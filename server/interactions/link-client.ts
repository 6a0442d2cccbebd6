/** Says whose the interaction is: chosen among several clients of one number, or a provisional card for a new one. */
import { interactionLinked } from '#shared/interactions/interaction.events.ts'
import {
  makeProvisionalClient,
  moveInteractionNotes,
  resolveAddress,
  standingClient,
} from '../clients/index.ts'
import type { Actor } from '../platform/actor.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import { changeInteraction, type InteractionRow, lockInteraction } from './interaction.store.ts'
import { clientMarket, firstMarket } from './market.store.ts'
import { writeOnCard } from './write-on-card.ts'

/** One of those who have the caller's number, or any card within the agent's reach. Errors: 404 for another's interaction or card. */
export const linkClient = (
  { db, clock }: Platform,
  wish: { interactionId: string; clientId: string; actor: Actor },
): Promise<void> =>
  inTransaction(db, async (trx) => {
    const { userId } = wish.actor
    const row = await ownInteraction(trx, wish.interactionId, userId)
    if (!(await hasNumber(trx, row, wish.clientId))) await standingClient(trx, wish.actor, wish.clientId)
    await fileUnder(trx, row, wish.clientId, userId, clock.now())
  })

/** One keystroke; pressed twice it is one card. */
export const makeCard = (
  { db, clock }: Platform,
  wish: { interactionId: string; agentId: string },
): Promise<{ clientId: string }> =>
  inTransaction(db, async (trx) => {
    const row = await ownInteraction(trx, wish.interactionId, wish.agentId)
    if (row.client_id) return { clientId: row.client_id }
    const marketId = row.market_id ?? (await firstMarket(trx))
    const { clientId } = await makeProvisionalClient(trx, {
      address: row.address,
      language: row.language,
      marketId,
      actorId: wish.agentId,
      at: clock.now(),
    })
    await fileUnder(trx, row, clientId, wish.agentId, clock.now())
    return { clientId }
  })

const hasNumber = async (trx: Trx, row: InteractionRow, clientId: string): Promise<boolean> => {
  if (!row.address) return false
  const { candidates } = await resolveAddress(trx, { kind: 'phone', value: row.address })
  return candidates.some((one) => one.clientId === clientId)
}

/** In the caller's transaction, with the interaction locked. Throws 422 for a client that is not there. */
export const fileUnder = async (
  trx: Trx,
  row: InteractionRow,
  clientId: string,
  actorId: string,
  now: number,
): Promise<void> => {
  const marketId = await clientMarket(trx, clientId)
  if (!marketId) throw invalid({ clientId: 'unknown' })
  await changeInteraction(trx, row.id, { client_id: clientId, market_id: row.market_id ?? marketId })
  await appendEvent(trx, interactionLinked, {
    subjectId: row.id,
    actorId,
    at: now,
    data: { callId: row.call_id, clientId },
  })
  // What was noted while nobody knew whose the call was stands on the client's card from now on.
  await moveInteractionNotes(trx, row.id, clientId)
  await writeOnCard(trx, row.id)
}

const ownInteraction = async (trx: Trx, id: string, agentId: string): Promise<InteractionRow> => {
  const row = await lockInteraction(trx, id)
  if (!row || row.agent_id !== agentId) throw notFound('interaction', id)
  return row
}
