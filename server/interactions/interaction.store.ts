/** The rows of interactions. A transition is one UPDATE that names the expected prior state. */

import {
  type InteractionState,
  interactionStates,
  type Outcome,
} from '#shared/interactions/interaction.state.ts'
import type { CustomValues } from '#shared/organisation/custom-value.ts'
import type { Queryable, Trx } from '../platform/database.ts'

export type InteractionRow = {
  id: string
  channel: string
  direction: 'inbound' | 'outbound'
  state: InteractionState
  outcome: Outcome | null
  call_id: string | null
  client_id: string | null
  person_id: string | null
  market_id: string | null
  address: string | null
  verified: boolean
  language: 'ru' | 'en'
  topic: string | null
  queue_id: string | null
  priority: number
  only_agent_id: string | null
  agent_id: string | null
  /** The task that the call was made for. */
  task_id: string | null
  arrived_at: number
  queued_at: number | null
  estimate_ms: number | null
  answered_at: number | null
  talk_ended_at: number | null
  wrap_up_until: number | null
  closed_at: number | null
  hold_ms: number
  held_since: number | null
  disposition_id: string | null
  custom: CustomValues
  version: number
}

type Change = Partial<{
  outcome: Outcome
  client_id: string
  person_id: string | null
  market_id: string | null
  language: 'ru' | 'en'
  topic: string | null
  queue_id: string | null
  priority: number
  only_agent_id: string | null
  agent_id: string | null
  task_id: string | null
  queued_at: Date
  estimate_ms: number | null
  answered_at: Date
  talk_ended_at: Date
  wrap_up_until: Date
  closed_at: Date
  hold_ms: number
  held_since: Date | null
  disposition_id: string | null
  /** As JSON. */
  custom: string
}>

export const insertInteraction = async (
  trx: Trx,
  interaction: {
    channel: string
    direction: 'inbound' | 'outbound'
    callId: string | null
    clientId: string | null
    personId: string | null
    marketId: string | null
    address: string | null
    verified: boolean
    language: 'ru' | 'en'
    at: number
  },
): Promise<InteractionRow> => {
  const [row] = await trx('interactions')
    .insert({
      channel: interaction.channel,
      direction: interaction.direction,
      state: interactionStates.initial,
      call_id: interaction.callId,
      client_id: interaction.clientId,
      person_id: interaction.personId,
      market_id: interaction.marketId,
      address: interaction.address,
      verified: interaction.verified,
      language: interaction.language,
      arrived_at: new Date(interaction.at),
    })
    .returning<InteractionRow[]>('*')
  if (!row) throw new Error('interaction was not written')
  return row
}

export const findInteraction = (db: Queryable, id: string): Promise<InteractionRow | undefined> =>
  db('interactions').where({ id }).first<InteractionRow | undefined>()

export const interactionOfCall = (db: Queryable, callId: string): Promise<InteractionRow | undefined> =>
  db('interactions').where({ call_id: callId }).first<InteractionRow | undefined>()

/** What this client called about last; null: never known. */
export const lastTopicOf = async (db: Queryable, clientId: string): Promise<string | null> => {
  const row = await db('interactions')
    .where({ client_id: clientId })
    .whereNotNull('topic')
    .orderBy('arrived_at', 'desc')
    .first<{ topic: string } | undefined>('topic')
  return row?.topic ?? null
}

/** The second lock in the order call → interaction → offer → agent. */
export const lockInteraction = (trx: Trx, id: string): Promise<InteractionRow | undefined> =>
  trx('interactions').where({ id }).forNoKeyUpdate().first<InteractionRow | undefined>()

export const lockInteractionOfCall = (trx: Trx, callId: string): Promise<InteractionRow | undefined> =>
  trx('interactions').where({ call_id: callId }).forNoKeyUpdate().first<InteractionRow | undefined>()

/** Several, in one order by everybody who locks several. */
export const lockInteractions = (trx: Trx, ids: readonly string[]): Promise<InteractionRow[]> =>
  trx('interactions')
    .whereIn('id', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .select<InteractionRow[]>('*')

/** Null when the interaction is no longer in a state that the move starts from: someone else was first. */
export const moveInteraction = async (
  trx: Trx,
  id: string,
  move: keyof typeof interactionStates.moves,
  change: Change,
): Promise<InteractionRow | null> => {
  const { from, to } = interactionStates.moves[move]
  const [row] = await trx('interactions')
    .where({ id })
    .whereIn('state', from)
    .update({ ...change, state: to, version: trx.raw('version + 1') })
    .returning<InteractionRow[]>('*')
  return row ?? null
}

/** What is not a move: whose it is, how urgent, how long it was held. */
export const changeInteraction = async (trx: Trx, id: string, change: Change): Promise<void> => {
  await trx('interactions')
    .where({ id })
    .update({ ...change, version: trx.raw('version + 1') })
}

/** When it was answered for the first time. */
export const markAnswered = async (trx: Trx, id: string, at: number): Promise<void> => {
  await trx('interactions')
    .where({ id })
    .update({ answered_at: new Date(at) })
}
