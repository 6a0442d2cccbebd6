/** What of a suggestion leaves the server. */
import type { LoggedRow } from '#server/sales/index.ts'
import type { Suggestion, SuggestionPage } from '#shared/claims/suggestions/suggestion.contract.ts'
import {
  suggestionMoved,
  suggestionOpened,
  suggestionVoted,
} from '#shared/claims/suggestions/suggestion.events.ts'
import { personOf } from '../person.present.ts'
import type { SuggestionRow } from './suggestion.store.ts'
import type { VoteRow } from './vote.store.ts'

export const presentSuggestion = (row: SuggestionRow, seesRevenue: boolean): Suggestion => ({
  id: row.id,
  number: row.number,
  title: row.title,
  product: row.product_id
    ? {
        id: row.product_id,
        code: row.product_code ?? '',
        nameRu: row.product_name_ru ?? '',
        nameEn: row.product_name_en ?? '',
      }
    : null,
  state: row.state,
  votes: row.votes,
  revenueMinor: seesRevenue ? row.revenue_minor : null,
  openedAt: row.opened_at,
  version: row.version,
})

/** A client out of the reader's reach is counted, and not named. */
export const presentVoter = (row: VoteRow, inReach: boolean): SuggestionPage['voters'][number] => ({
  client: inReach ? { id: row.client_id, name: row.client_name } : null,
  author: row.author,
  saidAt: row.said_at,
  interactionId: inReach ? row.interaction_id : null,
  told: row.task_id ? { taskId: row.task_id, done: row.task_done === true } : null,
})

type HistoryLine = SuggestionPage['history'][number]

export const presentHistory = (rows: LoggedRow[]): HistoryLine[] =>
  rows.flatMap((row): HistoryLine[] => {
    const base = {
      at: row.at,
      actor: personOf(row.actor_id, row.actor_name),
      move: null,
    }
    if (row.kind === suggestionOpened.kind) return [{ ...base, kind: 'opened' }]
    if (row.kind === suggestionVoted.kind) return [{ ...base, kind: 'voted' }]
    if (row.kind !== suggestionMoved.kind) return []
    return [
      { ...base, kind: 'moved', move: suggestionMoved.data.parse(row.data).move as HistoryLine['move'] },
    ]
  })
