/** Why each offer was made: candidates, scores and refusals at that moment, kept 30 days. */
import { type AgentFacts, type DecidedOffer, explainOffers, type QueueRules } from '#shared/routing/decide.ts'
import type { Candidate } from '#shared/routing/explain-wait.ts'
import type { Queryable, Trx } from '../platform/database.ts'
import type { Waiting } from './facts.store.ts'

export type DecisionRow = {
  at: number
  chosen_id: string | null
  chosen_name: string | null
  why: string
  candidates: Candidate[]
}

/** Rounds of all nodes take turns, until the transaction ends. */
export const takeTurn = async (trx: Trx): Promise<void> => {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('routing', 0))`)
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
  // Each as things stood when its turn came: an agent given to an earlier client was busy to a later one.
  const explained = explainOffers(made.offers, made.waiting, made.agents, made.queues, made.now)
  await trx('routing_decisions').insert(
    made.offers.map((offer) => ({
      at: new Date(made.now),
      interaction_id: offer.interactionId,
      chosen_id: offer.agentId,
      why: offer.why,
      candidates: JSON.stringify(
        (explained.get(offer.interactionId)?.candidates ?? []).slice(0, KEPT_CANDIDATES),
      ),
    })),
  )
}

export const decisionsOf = (db: Queryable, interactionId: string): Promise<DecisionRow[]> =>
  db('routing_decisions as d')
    .leftJoin('users as u', 'u.id', 'd.chosen_id')
    .where('d.interaction_id', interactionId)
    .orderBy('d.at')
    .limit(100)
    .select('d.at', 'd.chosen_id', 'u.name as chosen_name', 'd.why', 'd.candidates')
