/** Rounds of routing as they were, kept 30 days: from them every candidate of a decision and of a wait is told. */
import { createHash } from 'node:crypto'
import type { AgentFacts, DecidedOffer, QueueRules, WaitingInteraction } from '#shared/routing/decide.ts'
import type { Candidate } from '#shared/routing/explain-wait.ts'
import {
  candidatesThen,
  type KeptRound,
  keepRound,
  rosterOf,
  type Seat,
  type Wanted,
} from '#shared/routing/kept-round.ts'
import { afterCommit, type Queryable, type Trx } from '../platform/database.ts'

/** What a round went by, and what it decided. */
export type Round = {
  waiting: readonly WaitingInteraction[]
  agents: readonly AgentFacts[]
  queues: readonly QueueRules[]
  offers: readonly DecidedOffer[]
  now: number
}

/** A roster outlives the rounds of its day, and of no other: so both can be forgotten by their age. */
const ROSTER_SERVES_MS = 86_400_000

export type RoundKeeper = { keep(trx: Trx, round: Round): Promise<string> }

/** One for each node: it knows the roster that it wrote last, so that a round writes only the moments. */
export const createRoundKeeper = (): RoundKeeper => {
  let known: { id: string; hash: string; until: number } | null = null
  const rosterId = async (trx: Trx, agents: readonly AgentFacts[], now: number): Promise<string> => {
    const roster = JSON.stringify(rosterOf(agents))
    const hash = createHash('sha256').update(roster).digest('base64')
    if (known?.hash === hash && known.until > now) return known.id
    const [row] = await trx('routing_rosters')
      .insert({ at: new Date(now), agents: roster })
      .returning('id')
    afterCommit(trx, () => {
      known = { id: row.id, hash, until: now + ROSTER_SERVES_MS }
    })
    return row.id
  }
  return {
    keep: async (trx, { agents, queues, offers, now }) => {
      const { moments, given } = keepRound(agents, queues, offers, now)
      const [row] = await trx('routing_rounds')
        .insert({
          at: new Date(now),
          roster_id: await rosterId(trx, agents, now),
          moments: JSON.stringify(moments),
          queues: JSON.stringify(queues),
          given: JSON.stringify(given),
        })
        .returning('id')
      return row.id
    },
  }
}

type RoundRow = KeptRound & { id: string; roster: Seat[] }
/** Something that a round decided of an interaction, by the columns of its row. */
export type InRound = { round_id: string | null; turn: number | null; wanted: Wanted | null }

/** The candidates of each, in the same order; null where the round has been forgotten or was never kept. */
export const candidatesOf = async (
  db: Queryable,
  decided: readonly InRound[],
): Promise<(Candidate[] | null)[]> => {
  const ids = [...new Set(decided.flatMap(({ round_id }) => round_id ?? []))]
  if (ids.length === 0) return decided.map(() => null)
  const rows = await db('routing_rounds as r')
    .join('routing_rosters as o', 'o.id', 'r.roster_id')
    .whereIn('r.id', ids)
    .select<RoundRow[]>('r.id', 'r.at', 'r.moments', 'r.queues', 'r.given', 'o.agents as roster')
  const rounds = new Map(rows.map((row) => [row.id, row]))
  return decided.map(({ round_id, turn, wanted }) => {
    const round = round_id ? rounds.get(round_id) : undefined
    return round && wanted ? candidatesThen({ wanted, turn }, round.roster, round) : null
  })
}
