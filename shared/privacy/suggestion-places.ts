/** Where the words of a client's suggestion lie: with it, and wherever its title was said again. */
import { BEFORE_TITLE } from '../claims/suggestions/author-task.ts'
import type { IdentityPlace } from './identity-place.ts'

/** What a task to tell an author is called, without the suggestion's own words. */
const withoutSuggestion = (title: string): string => `split_part(${title}, '${BEFORE_TITLE}', 1)`

export const suggestionPlaces: readonly IdentityPlace[] = [
  {
    table: 'suggestions',
    list: 'suggestions',
    key: 't.id',
    becomes: {
      title: "''",
      description: "''",
      reason: "case when t.reason is null then null else '' end",
    },
    typed: 'text',
  },
  // The title, wherever it was said again: on the cards of all who wish it, and in what their authors were to be told.
  {
    table: 'timeline',
    list: 'votes',
    key: 't.subject_id',
    only: "t.kind = 'suggestion'",
    becomes: { summary: `t.summary || '{"title": ""}'` },
    typed: { column: 'summary', key: 'title' },
  },
  {
    table: 'tasks',
    list: 'tellings',
    key: 't.id',
    becomes: { title: withoutSuggestion('t.title') },
    typed: 'text',
  },
  {
    table: 'timeline',
    list: 'tellings',
    key: 't.subject_id',
    only: "t.kind = 'task'",
    becomes: {
      summary: `t.summary || jsonb_build_object('title', ${withoutSuggestion("t.summary ->> 'title'")})`,
    },
    typed: { column: 'summary', key: 'title' },
  },
]
