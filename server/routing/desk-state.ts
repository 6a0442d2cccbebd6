/** The whole of an agent's own work as one state (shared/routing/desk.contract.ts), as it leaves the server. */
import type { CallerPeek, DeskOffer, DeskState, DeskWork } from '#shared/routing/desk.contract.ts'
import { readPresence } from '../agents/index.ts'
import type { Queryable } from '../platform/database.ts'
import { stampNow } from '../platform/event-tail.ts'
import { openLegs, runningRecording } from '../telephony/index.ts'
import { type Peeked, peekAtCaller } from './caller-peek.ts'
import {
  type DeskOfferRow,
  type DeskWorkRow,
  readDeskConsult,
  readDeskOffers,
  readDeskWork,
} from './desk.store.ts'
import type { Routing } from './routing.ts'

export const readDeskState = async ({ db, clock }: Routing, userId: string): Promise<DeskState> => {
  const now = clock.now()
  // Read before the state: it is not older than its stamp says.
  const cursor = await stampNow(db)
  const [presence, offers, work] = await Promise.all([
    readPresence(db, userId, now),
    readDeskOffers(db, userId),
    readDeskWork(db, userId),
  ])
  return {
    userId,
    presence,
    offers: await Promise.all(offers.map((row) => presentOffer(db, row))),
    work: await Promise.all(work.map((row) => presentWork(db, row, userId))),
    cursor,
    serverNow: now,
  }
}

const named = (row: { id: string; name_ru: string; name_en: string }) => ({
  id: row.id,
  nameRu: row.name_ru,
  nameEn: row.name_en,
})

const presentOffer = async (db: Queryable, row: DeskOfferRow): Promise<DeskOffer> => ({
  id: row.id,
  interactionId: row.interaction_id,
  callId: row.call_id,
  legId: row.leg_id,
  provider: row.provider,
  purpose: row.purpose,
  madeAt: row.made_at,
  expiresAt: row.expires_at,
  why: row.why,
  queue: named(row.queue),
  topic: row.topic,
  language: row.language,
  waitingSince: row.queued_at ?? row.arrived_at,
  fromName: row.from_name,
  caller: await peek(db, row),
})

const presentWork = async (db: Queryable, row: DeskWorkRow, userId: string): Promise<DeskWork> => {
  const legs = row.call_id ? await openLegs(db, row.call_id) : []
  const own = legs.find((leg) => leg.user_id === userId)
  const client = legs.find((leg) => leg.side === 'client')
  const recording = row.call_id ? await runningRecording(db, row.call_id) : undefined
  const consult = await readDeskConsult(db, row.interaction_id)
  const isMine = row.agent_id === userId
  const isUnreached = row.outcome === 'not-reached'
  return {
    interactionId: row.interaction_id,
    state: stateOf(row, isMine),
    direction: row.direction,
    ringing: row.call_state === 'ringing',
    notReached: isUnreached ? (row.end_reason ?? '') : null,
    task: row.task,
    beganAt: row.arrived_at,
    callId: row.call_id,
    legId: own?.id ?? null,
    provider: row.provider,
    legState: own?.state ?? null,
    clientLegState: client?.state ?? null,
    queue: row.queue && named(row.queue),
    topic: row.topic,
    language: row.language,
    script: (row.language === 'ru' ? row.script_ru : row.script_en) ?? '',
    answeredAt: row.talk_from ?? row.answered_at,
    held: client?.part === 'hold',
    heldSince: row.held_since,
    muted: own?.muted ?? false,
    deaf: own?.deaf ?? false,
    recording: recording ? (recording.state as 'recording' | 'paused') : null,
    talkEndedAt: row.talk_ended_at,
    wrapUpUntil: row.lease === 'wrap-up' ? row.lease_expires_at : null,
    fence: row.fence,
    needsDisposition: row.lease === 'wrap-up' && isMine && row.state === 'wrap-up' && !isUnreached,
    consult: consult
      ? {
          id: consult.id,
          state: consult.state,
          askedAt: consult.asked_at,
          withName: consult.from_user_id === userId ? consult.with_name : consult.from_name,
          queue: consult.queue && named(consult.queue),
          mine: consult.from_user_id === userId,
        }
      : null,
    caller: await peek(db, row),
  }
}

const stateOf = (row: DeskWorkRow, isMine: boolean): DeskWork['state'] => {
  if (row.lease === 'wrap-up') return 'wrap-up'
  if (!isMine) return 'consulting'
  return row.state === 'calling' ? 'calling' : 'talking'
}

const peek = (db: Queryable, row: Peeked & { person_name: string | null }): Promise<CallerPeek> =>
  peekAtCaller(db, row, row.person_name)
