/** A suggestion on the cards of those who wish it. */
import { writeTimeline } from '#server/clients/index.ts'
import type { Trx } from '#server/platform/database.ts'
import type { SuggestionRow } from './suggestion.store.ts'
import { listVotes } from './vote.store.ts'

/** One line for each vote, in its place by when it was said; a merged one leads to the suggestion it goes on in. */
export const showOnCards = async (trx: Trx, row: SuggestionRow): Promise<void> => {
  for (const vote of await listVotes(trx, row.id)) {
    await writeTimeline(trx, {
      clientId: vote.client_id,
      at: vote.said_at,
      kind: 'suggestion',
      subjectId: vote.id,
      summary: {
        suggestionId: row.id,
        number: row.number,
        title: row.title,
        state: row.state,
        author: vote.author,
      },
    })
  }
}
