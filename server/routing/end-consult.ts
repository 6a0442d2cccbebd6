/** A consultation ends: the colleague takes the client over, or goes, or never came. */

import { interactionTransferred } from '#shared/interactions/interaction.events.ts'
import { consultEnded } from '#shared/routing/offer.events.ts'
import { exchangeLease, releaseLease } from '../agents/index.ts'
import {
  changeInteraction,
  closeTalk,
  type InteractionRow,
  openTalk,
  writeOnCard,
} from '../interactions/index.ts'
import { inTransaction, type Trx } from '../platform/database.ts'
import { conflict } from '../platform/errors.ts'
import { appendEvent } from '../platform/events.ts'
import { arrange, type CallRow, dropLeg, openLegs, placeLeg } from '../telephony/index.ts'
import { type ConsultRow, moveConsult, openConsult } from './consult.store.ts'
import { lockOwnTalk } from './consult.ts'
import { withdrawOffer } from './end-offer.ts'
import { findQueue } from './queue-facts.store.ts'
import type { Routing } from './routing.ts'

const USUAL_WRAP_UP_MS = 60_000

/** The warm transfer. Errors: 404, 409 `not_talking`, 409 `no_consult` when nobody has answered. */
export const completeConsult = (house: Routing, interactionId: string, agentId: string): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const { row, call } = await lockOwnTalk(trx, interactionId, agentId)
    const consult = await openConsult(trx, interactionId)
    if (consult?.state !== 'talking' || !consult.user_id) throw conflict('no_consult')
    await handOver(trx, house, { row, call, consult, toId: consult.user_id }, house.clock.now())
  })

type HandOver = { row: InteractionRow; call: CallRow; consult: ConsultRow; toId: string }

const handOver = async (trx: Trx, house: Routing, hand: HandOver, now: number): Promise<void> => {
  const { row, call, consult, toId } = hand
  await endRow(trx, consult, call, 'complete', 'transferred', now)
  await house.listener.held(trx, call, false, now)
  await closeTalk(trx, row.id, 'transferred', now)
  await changeInteraction(trx, row.id, { agent_id: toId })
  await openTalk(trx, row.id, toId, now)
  for (const leg of await openLegs(trx, call.id)) {
    if (leg.user_id === consult.from_user_id) await dropLeg(trx, call, leg, 'transferred', now)
    else if (leg.side === 'client' || leg.user_id === toId) await placeLeg(trx, leg.id, 'talk')
  }
  await arrange(trx, call)
  await wrapUpAfterTransfer(trx, house, row, consult.from_user_id, now)
  await appendEvent(trx, interactionTransferred, {
    subjectId: row.id,
    actorId: consult.from_user_id,
    at: now,
    data: { callId: call.id, fromId: consult.from_user_id, toId, queueId: row.queue_id, how: 'warm' },
  })
  await writeOnCard(trx, row.id)
}

/** The agent who passed the client on has a wrap-up of their own; it ends by itself or when they say so. */
export const wrapUpAfterTransfer = async (
  trx: Trx,
  house: Routing,
  row: InteractionRow,
  userId: string,
  now: number,
): Promise<void> => {
  const queue = row.queue_id ? await findQueue(trx, row.queue_id) : undefined
  await exchangeLease(
    trx,
    { userId, kind: 'call', subjectId: row.id, now },
    {
      kind: 'wrap-up',
      subjectId: row.id,
      owner: house.node,
      expiresAt: now + (queue?.wrap_up_ms ?? USUAL_WRAP_UP_MS),
    },
  )
}

/** Back to the client; a colleague who had come is let go. Errors: 404, 409 `not_talking`. */
export const cancelConsult = (house: Routing, interactionId: string, agentId: string): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    const { row, call } = await lockOwnTalk(trx, interactionId, agentId)
    const consult = await openConsult(trx, interactionId)
    // Cancelled twice, or over in the meantime: the wish is fulfilled.
    if (consult) await callOffConsult(trx, house, { row, call, consult }, house.clock.now())
  })

/** In the caller's transaction, with call and interaction locked. */
export const callOffConsult = (
  trx: Trx,
  house: Routing,
  open: Pick<LetGo, 'row' | 'call' | 'consult'>,
  now: number,
): Promise<void> => letGo(trx, house, { ...open, move: 'cancel', reason: 'cancelled' }, now)

/** The call ended under it, the colleague left, or nobody answered. */
export const failConsult = async (
  trx: Trx,
  house: Routing,
  row: InteractionRow,
  call: CallRow,
  reason: string,
  now: number,
): Promise<void> => {
  const consult = await openConsult(trx, row.id)
  if (consult) await letGo(trx, house, { row, call, consult, move: 'fail', reason }, now)
}

type LetGo = {
  row: InteractionRow
  call: CallRow
  consult: ConsultRow
  move: 'cancel' | 'fail'
  reason: string
}

const letGo = async (trx: Trx, house: Routing, go: LetGo, now: number): Promise<void> => {
  const { row, call, consult } = go
  await withdrawOffer(trx, house, row.id, go.reason, now)
  await endRow(trx, consult, call, go.move, go.reason, now)
  for (const leg of await openLegs(trx, call.id)) {
    if (leg.user_id !== null && leg.user_id === consult.user_id) await dropLeg(trx, call, leg, go.reason, now)
    else if (leg.side === 'client' || leg.user_id === consult.from_user_id)
      await placeLeg(trx, leg.id, 'talk')
  }
  await arrange(trx, call)
  await house.listener.held(trx, call, false, now)
  if (consult.user_id) {
    await releaseLease(trx, { userId: consult.user_id, kind: 'call', subjectId: row.id, now })
  }
}

const endRow = async (
  trx: Trx,
  consult: ConsultRow,
  call: CallRow,
  move: 'complete' | 'cancel' | 'fail',
  reason: string,
  now: number,
): Promise<void> => {
  const ended = await moveConsult(trx, consult.id, move, { ended_at: new Date(now), end_reason: reason })
  if (!ended) throw conflict('no_consult')
  await appendEvent(trx, consultEnded, {
    subjectId: consult.id,
    actorId: null,
    at: now,
    data: {
      interactionId: consult.interaction_id,
      callId: call.id,
      fromId: consult.from_user_id,
      userId: consult.user_id,
      how: reason,
    },
  })
}
