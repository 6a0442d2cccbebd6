/** Why each offer was made: candidates, scores and refusals at that moment, kept 30 days. */
import { type AgentFacts, type DecidedOffer, explainWait, type QueueRules } from '#shared/routing/decide.ts'
import type { Queryable, Trx } from '../platform/database.ts'
import type { Waiting } from './facts.store.ts'

export type DecisionRow = {
  at: number
  chosen_id: string | null
  chosen_name: string | null
  why: string
  candidates: ReturnType<typeof explainWait>['candidates']
}

/** Of a large floor only the nearest candidates are kept with each decision. */
const KEPT_CANDIDATES = 50

export const writeDecisions = async (
  trx: Trx,
  made: {
    waiting: Waiting[]
    agents: AgentFacts[]
    queues: QueueRules[]
    offers: DecidedOffer[]
    now: number
  },
): Promise<void> => {
  if (made.offers.length === 0) return
  await trx('routing_decisions').insert(
    made.offers.map((offer) => {
      const item = made.waiting.find((one) => one.id === offer.interactionId) as Waiting
      const { candidates } = explainWait(item, made.agents, made.queues, made.now)
      return {
        at: new Date(made.now),
        interaction_id: offer.interactionId,
        chosen_id: offer.agentId,
        why: offer.why,
        candidates: JSON.stringify(candidates.slice(0, KEPT_CANDIDATES)),
      }
    }),
  )
}

export const decisionsOf = (db: Queryable, interactionId: string): Promise<DecisionRow[]> =>
  db('routing_decisions as d')
    .leftJoin('users as u', 'u.id', 'd.chosen_id')
    .where('d.interaction_id', interactionId)
    .orderBy('d.at')
    .limit(100)
    .select('d.at', 'd.chosen_id', 'u.name as chosen_name', 'd.why', 'd.candidates')

/** Kept 30 days. */
export const forgetDecisions = (db: Queryable, before: number): Promise<number> =>
  db('routing_decisions').where('at', '<', new Date(before)).delete()
