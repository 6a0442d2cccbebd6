/** Why each offer was made: its round, its turn in it, and what the interaction wanted; kept 30 days. */
import type { Candidate } from '#shared/routing/explain-wait.ts'
import { wantedOf } from '#shared/routing/kept-round.ts'
import type { Queryable, Trx } from '../platform/database.ts'
import { candidatesOf, type InRound, type Round } from './round.store.ts'

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

export const writeDecisions = async (
  trx: Trx,
  roundId: string,
  { waiting, offers, now }: Round,
): Promise<void> => {
  const items = new Map(waiting.map((item) => [item.id, item]))
  await trx('routing_decisions').insert(
    offers.map((offer, turn) => ({
      at: new Date(now),
      interaction_id: offer.interactionId,
      chosen_id: offer.agentId,
      why: offer.why,
      round_id: roundId,
      turn,
      wanted: JSON.stringify(wantedOf(items.get(offer.interactionId)!)),
    })),
  )
}

/** The earliest first, each with every candidate. */
export const decisionsOf = async (db: Queryable, interactionId: string): Promise<DecisionRow[]> => {
  const rows = await db('routing_decisions as d')
    .leftJoin('users as u', 'u.id', 'd.chosen_id')
    .where('d.interaction_id', interactionId)
    .orderBy('d.at')
    .limit(100)
    .select<(Omit<DecisionRow, 'candidates'> & InRound & { candidates: Candidate[] | null })[]>(
      'd.at',
      'd.chosen_id',
      'u.name as chosen_name',
      'd.why',
      'd.candidates',
      'd.round_id',
      'd.turn',
      'd.wanted',
    )
  const explained = await candidatesOf(db, rows)
  return rows.map(({ at, chosen_id, chosen_name, why, candidates }, place) => ({
    at,
    chosen_id,
    chosen_name,
    why,
    // A decision of before rounds were kept has its candidates with it.
    candidates: candidates ?? explained[place] ?? [],
  }))
}
