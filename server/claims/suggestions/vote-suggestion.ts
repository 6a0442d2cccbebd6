/** Another client wishes the same. */
import { standingClient } from '#server/clients/index.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type Doing, findReferenceFaults } from '#server/sales/index.ts'
import { suggestionVoted } from '#shared/claims/suggestions/suggestion.events.ts'
import { showOnCards } from './show-suggestion.ts'
import { findSuggestion, lockSuggestions } from './suggestion.store.ts'
import { insertVote } from './vote.store.ts'

/** Said twice, it counts once. Throws 404, `erased` and `merged_suggestion` (409), 422. */
export const voteSuggestion = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  input: { clientId: string; interactionId?: string | null | undefined },
): Promise<void> => {
  await lockSuggestions(trx, [id])
  const row = await findSuggestion(trx, id, now)
  if (!row) throw notFound('suggestion', id)
  if (row.state === 'merged') throw conflict('merged_suggestion', { into: row.into_id })
  await standingClient(trx, actor, input.clientId)
  const interactionId = input.interactionId ?? null
  const faults = await findReferenceFaults(trx, { clientId: input.clientId, interactionId })
  if (Object.keys(faults).length > 0) throw invalid(faults)
  const vote = { suggestionId: id, clientId: input.clientId, interactionId, author: false }
  if (!(await insertVote(trx, { ...vote, notedBy: actor.userId, at: now }))) return
  await appendEvent(trx, suggestionVoted, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: { number: row.number, productId: row.product_id, clientId: input.clientId, interactionId },
  })
  await showOnCards(trx, row)
}
