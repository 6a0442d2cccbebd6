/** "Why this agent?" and "why is this caller still waiting?" */
import type { z } from 'zod'
import { type AgentFacts, explainWait } from '#shared/routing/decide.ts'
import { refusalGrounds } from '#shared/routing/eligibility.ts'
import type {
  explainRouting as endpoint,
  explainWaitMoment as momentEndpoint,
  RoutingCandidate,
} from '#shared/routing/offer.contract.ts'
import { findInteraction } from '../interactions/index.ts'
import type { Database } from '../platform/database.ts'
import { notFound } from '../platform/errors.ts'
import { namesOfUsers } from './colleague.store.ts'
import { decisionsOf } from './decision.store.ts'
import { readAgents, readWaiting, rulesOf } from './facts.store.ts'
import { offersOfInteraction } from './offer.store.ts'
import { activeQueues, placeInQueue } from './queue-facts.store.ts'
import { candidatesOf } from './round.store.ts'
import type { Routing } from './routing.ts'
import { findWait, waitsOf } from './wait.store.ts'

type Explanation = z.infer<typeof endpoint.reply>
type Explained = ReturnType<typeof explainWait>['candidates'][number]

export const explainRouting = async (house: Routing, interactionId: string): Promise<Explanation> => {
  const row = await findInteraction(house.db, interactionId)
  if (!row) throw notFound('interaction', interactionId)
  const decisions = await decisionsOf(house.db, interactionId)
  const offers = await offersOfInteraction(house.db, interactionId)
  const waits = await waitsOf(house.db, interactionId)
  const current = await explainNow(house, interactionId)
  const candidates = [...(current?.candidates ?? []), ...decisions.flatMap((decision) => decision.candidates)]
  const names = await namesOf(house.db, candidates)
  return {
    now: current && { ...current, candidates: current.candidates.map((one) => present(one, names)) },
    decisions: decisions.map((decision) => ({
      at: decision.at,
      chosenName: decision.chosen_name,
      why: decision.why,
      candidates: decision.candidates.map((one) => present(one, names)),
    })),
    waits: waits.map(({ at, grounds, round_id }) => ({
      at,
      roundId: round_id,
      grounds: refusalGrounds.flatMap((ground) =>
        grounds[ground] ? [{ ground, agents: grounds[ground] }] : [],
      ),
    })),
    offers: offers.map((offer) => ({
      madeAt: offer.made_at,
      endedAt: offer.ended_at,
      name: offer.user_name,
      state: offer.state,
      reason: offer.reason,
      why: offer.why,
    })),
  }
}

/** Every candidate when a round left it waiting. */
export const explainMoment = async (
  db: Database,
  interactionId: string,
  roundId: string,
): Promise<z.infer<typeof momentEndpoint.reply>> => {
  const wait = await findWait(db, interactionId, roundId)
  const [candidates] = await candidatesOf(db, wait ? [wait] : [])
  if (!candidates) throw notFound('routing round', roundId)
  const names = await namesOf(db, candidates)
  return { candidates: candidates.map((one) => present(one, names)) }
}

/** Null unless it waits without an offer at this very moment. */
const explainNow = async (house: Routing, interactionId: string) => {
  const now = house.clock.now()
  const queues = await activeQueues(house.db)
  const waiting = await readWaiting(house.db, new Map(queues.map((queue) => [queue.id, queue])), now)
  const item = waiting.find((one) => one.id === interactionId)
  if (!item) return null
  const agents: AgentFacts[] = await readAgents(house.db, now)
  const { effectivePriority, candidates } = explainWait(item, agents, queues.map(rulesOf), now)
  return { place: await placeInQueue(house.db, interactionId), effectivePriority, candidates }
}

const namesOf = async (db: Database, candidates: Explained[]): Promise<Map<string, string>> => {
  const ids = [...new Set(candidates.map((one) => one.agentId))]
  return new Map((await namesOfUsers(db, ids)).map((row) => [row.id, row.name]))
}

const present = (one: Explained, names: Map<string, string>): RoutingCandidate => ({
  agentId: one.agentId,
  name: names.get(one.agentId) ?? '',
  verdict: one.verdict,
  score: one.score ?? null,
  ground: one.ground ?? null,
  facts: one.facts ?? {},
})
