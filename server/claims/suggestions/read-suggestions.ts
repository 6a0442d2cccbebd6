/** The list of suggestions and the page of one. */
import { isInReach } from '#server/clients/index.ts'
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { readHistory, readHouse } from '#server/sales/index.ts'
import type { Suggestion, SuggestionPage } from '#shared/claims/suggestions/suggestion.contract.ts'
import { suggestionStates } from '#shared/claims/suggestions/suggestion.state.ts'
import { presentHistory, presentSuggestion, presentVoter } from './suggestion.present.ts'
import {
  findSuggestion,
  listMergedInto,
  listSuggestionRows,
  type SuggestionFilter,
  type SuggestionRow,
} from './suggestion.store.ts'
import { listVotes } from './vote.store.ts'

const YEAR_MS = 365 * 86_400_000
/** What clients buy is shown to those who weigh by it. */
const seesRevenue = (actor: Actor): boolean => may(actor, 'suggestion.decide')

export const listSuggestions = async (
  q: Queryable,
  actor: Actor,
  asked: Omit<SuggestionFilter, 'since' | 'offset'> & { after?: string | undefined },
  now: number,
): Promise<{
  suggestions: Suggestion[]
  next: string | null
  houseCurrency: string
  seesRevenue: boolean
}> => {
  const { after, limit, ...filter } = asked
  const sees = seesRevenue(actor)
  const offset = Number(after ?? 0)
  const sort = filter.sort === 'revenue' && !sees ? 'newest' : filter.sort
  const rows = await listSuggestionRows(q, {
    ...filter,
    sort,
    offset,
    limit: limit + 1,
    since: now - YEAR_MS,
  })
  return {
    suggestions: rows.slice(0, limit).map((row) => presentSuggestion(row, sees)),
    next: rows.length > limit ? String(offset + limit) : null,
    houseCurrency: (await readHouse(q)).currency,
    seesRevenue: sees,
  }
}

/** Throws `not_found`. */
export const readSuggestion = async (
  q: Queryable,
  actor: Actor,
  id: string,
  now: number,
): Promise<SuggestionPage> => {
  const row = await findSuggestion(q, id, now - YEAR_MS)
  if (!row) throw notFound('suggestion', id)
  return {
    suggestion: presentSuggestion(row, seesRevenue(actor)),
    description: row.description,
    reason: row.reason,
    openedBy: { id: row.opened_by, name: row.opened_by_name },
    into: row.into_id ? await briefOf(q, row.into_id, now) : null,
    merged: await listMergedInto(q, id),
    voters: await votersOf(q, actor, id),
    history: presentHistory(await readHistory(q, id)),
    houseCurrency: (await readHouse(q)).currency,
    moves: may(actor, 'suggestion.decide') ? suggestionStates.movesFrom(row.state) : [],
    mayVote: may(actor, 'suggestion.note') && may(actor, 'client.read') && row.state !== 'merged',
  }
}

const briefOf = async (q: Queryable, id: string, now: number) => {
  const { number, title } = (await findSuggestion(q, id, now)) as SuggestionRow
  return { id, number, title }
}

const votersOf = async (q: Queryable, actor: Actor, id: string): Promise<SuggestionPage['voters']> => {
  const reach = may(actor, 'client.read') ? reachOf(actor, 'client.read') : null
  const voters: SuggestionPage['voters'] = []
  for (const vote of await listVotes(q, id)) {
    voters.push(presentVoter(vote, await isInReach(q, reach, vote.client_id)))
  }
  return voters
}
