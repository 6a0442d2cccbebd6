/** The rows of calls. A transition is one UPDATE that names the expected prior state. */
import { callStates } from '#shared/telephony/call.state.ts'
import type { Arrival } from '#shared/telephony/call-event.contract.ts'
import type { Queryable, Trx } from '../platform/database.ts'

export type CallState = (typeof callStates.states)[number]
export type CallRow = {
  id: string
  provider: string
  provider_ref: string
  direction: 'inbound' | 'outbound'
  state: CallState
  caller: string | null
  callee: string | null
  verified: boolean
  language: 'ru' | 'en'
  market_id: string | null
  media_id: string | null
  flow_id: string | null
  flow_step: string | null
  flow_data: FlowData
  flow_turn: number
  step_due_at: number | null
  created_at: number
  live_at: number | null
  ended_at: number | null
  end_reason: string | null
  token_hash: Buffer | null
  /** The ended call whose page is rung. */
  page_call_id: string | null
}

/** Where the client is and what is being said to them; the page shows it too. */
export type FlowData = {
  topic?: string | null
  tries?: number
  rounds?: number
  phase?: 'saying' | 'listening'
  saying?: string[]
  /** Goes on with this when what is being said has been heard. */
  after?: 'end' | 'wait'
  queue?: { place: number; estimateMs: number }
  /** `zone`: by whose clock the time is spoken. */
  promise?: { number: number; dueAt: number; zone: string; why: string }
}

/** A call of the house's own is led by no flow, and may be to a page. */
export type NewCall = Omit<Arrival, 'flowCode' | 'clientId'> & { pageCallId?: string | null }

/** Null when the provider has told of this arrival before: the same call, once; or when its page is being rung already. */
export const insertCall = async (
  trx: Trx,
  arrival: NewCall,
  flowId: string | null,
): Promise<CallRow | null> => {
  const [row] = await trx('calls')
    .insert({
      provider: arrival.provider,
      provider_ref: arrival.providerRef,
      direction: arrival.direction,
      state: 'arriving',
      caller: arrival.caller,
      callee: arrival.callee ?? null,
      market_id: arrival.marketId ?? null,
      verified: arrival.verified,
      language: arrival.language,
      media_id: arrival.mediaId,
      flow_id: flowId,
      address: arrival.address,
      token_hash: arrival.tokenHash,
      page_call_id: arrival.pageCallId ?? null,
      created_at: new Date(arrival.at),
    })
    .onConflict()
    .ignore()
    .returning<CallRow[]>('*')
  return row ?? null
}

/** Every change of a call takes turns here, first of all locks: call → interaction → offer → agent. */
export const lockCall = (trx: Trx, callId: string): Promise<CallRow | undefined> =>
  trx('calls').where({ id: callId }).forNoKeyUpdate().first<CallRow | undefined>()

export const findCall = (db: Queryable, callId: string): Promise<CallRow | undefined> =>
  db('calls').where({ id: callId }).first<CallRow | undefined>()

/** False when the call is no longer in a state that the move starts from. */
export const moveCall = async (
  trx: Trx,
  callId: string,
  move: keyof typeof callStates.moves,
  changes: Partial<{ live_at: Date; ended_at: Date; end_reason: string; step_due_at: null }>,
): Promise<boolean> => {
  const count = await trx('calls')
    .where({ id: callId })
    .whereIn('state', callStates.moves[move].from)
    .update({ state: callStates.moves[move].to, ...changes })
  return count > 0
}

export const placeInFlow = async (
  trx: Trx,
  callId: string,
  place: {
    step: string | null
    data: FlowData
    turn: number
    language: 'ru' | 'en'
    dueAt: number | null
  },
): Promise<void> => {
  await trx('calls')
    .where({ id: callId })
    .update({
      flow_step: place.step,
      flow_data: JSON.stringify(place.data),
      flow_turn: place.turn,
      language: place.language,
      step_due_at: place.dueAt === null ? null : new Date(place.dueAt),
    })
}

/** Calls whose client has been silent in a menu, or is due another word in the queue. */
export const dueCalls = async (db: Queryable, now: number): Promise<string[]> => {
  const rows = await db('calls')
    .where('step_due_at', '<=', new Date(now))
    .whereNot('state', 'ended')
    .orderBy('step_due_at')
    .limit(200)
    .select<{ id: string }[]>('id')
  return rows.map((row) => row.id)
}

/** The flow's next word to this caller is due now, whatever was to come before it. */
export const bringForward = async (db: Queryable, callId: string, now: number): Promise<void> => {
  await db('calls')
    .where({ id: callId })
    .whereNot('state', 'ended')
    .where('step_due_at', '>', new Date(now))
    .update({ step_due_at: new Date(now) })
}

/** False when this piece of news has been applied before (invariant 7). */
export const rememberNews = async (
  trx: Trx,
  provider: string,
  eventId: string,
  at: number,
): Promise<boolean> => {
  const rows = await trx('provider_events')
    .insert({ provider, event_id: eventId, at: new Date(at) })
    .onConflict(['provider', 'event_id'])
    .ignore()
    .returning<{ event_id: string }[]>('event_id')
  return rows.length > 0
}

/** The call that a provider knows by this name. */
export const callOfRef = (db: Queryable, provider: string, ref: string): Promise<CallRow | undefined> =>
  db('calls').where({ provider, provider_ref: ref }).first<CallRow | undefined>()

export const isKnownNews = async (db: Queryable, provider: string, eventId: string): Promise<boolean> =>
  (await db('provider_events').where({ provider, event_id: eventId }).first('at')) !== undefined

/** Of one provider, those that have not ended. */
export const openCallsOfProvider = (
  db: Queryable,
  provider: string,
): Promise<Pick<CallRow, 'id' | 'provider_ref' | 'created_at'>[]> =>
  db('calls').where({ provider }).whereNot('state', 'ended').select('id', 'provider_ref', 'created_at')

/** Calls that went live on this media process before the given time and have not ended. */
export const liveCallsOf = async (db: Queryable, mediaId: string, liveBefore: number): Promise<string[]> => {
  const rows = await db('calls')
    .where({ media_id: mediaId, state: 'live' })
    .where('live_at', '<', new Date(liveBefore))
    .select<{ id: string }[]>('id')
  return rows.map((row) => row.id)
}

export const openCallsOf = async (db: Queryable, mediaId: string): Promise<string[]> => {
  const rows = await db('calls')
    .where({ media_id: mediaId })
    .whereNot('state', 'ended')
    .select<{ id: string }[]>('id')
  return rows.map((row) => row.id)
}

/** Until the transaction ends nobody else's arrival is counted: taken last, and held for no longer than the commit. */
export const lockArrivals = async (trx: Trx, provider: string): Promise<void> => {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`arrivals:${provider}`])
}

export const countOpenCalls = async (
  db: Queryable,
  provider: string,
  address: string | null,
): Promise<{ all: number; fromAddress: number }> => {
  const row = await db('calls')
    .where({ provider })
    .whereNot('state', 'ended')
    .first<{ all: number; from_address: number }>(
      db.raw('count(*)::int as "all", (count(*) filter (where address = ?))::int as from_address', [address]),
    )
  return { all: row?.all ?? 0, fromAddress: row?.from_address ?? 0 }
}
