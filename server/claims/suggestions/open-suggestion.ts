/** Writes down what a client wishes, from a call or from the card; the client is its author and first vote. */
import { standingClient } from '#server/clients/index.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type Doing, findReferenceFaults, lockRequest } from '#server/sales/index.ts'
import type { OpenSuggestionInput } from '#shared/claims/suggestions/suggestion.contract.ts'
import { suggestionOpened } from '#shared/claims/suggestions/suggestion.events.ts'
import { suggestionStates } from '#shared/claims/suggestions/suggestion.state.ts'
import { showOnCards } from './show-suggestion.ts'
import {
  findSuggestion,
  findSuggestionByRequest,
  insertSuggestion,
  type SuggestionRow,
} from './suggestion.store.ts'
import { insertVote } from './vote.store.ts'

/** The same `requestId` answers what it wrote down. Throws 404 for a client out of reach, `erased` (409), 422 by field. */
export const openSuggestion = async (
  trx: Trx,
  { actor, now }: Doing,
  input: OpenSuggestionInput,
): Promise<SuggestionRow> => {
  if (input.requestId) {
    await lockRequest(trx, input.requestId)
    const before = await findSuggestionByRequest(trx, input.requestId)
    if (before && before.opened_by !== actor.userId) throw conflict('exists')
    if (before) return before
  }
  await standingClient(trx, actor, input.clientId)
  const faults = await findReferenceFaults(trx, input)
  if (Object.keys(faults).length > 0) throw invalid(faults)
  const id = await insertSuggestion(trx, {
    request_id: input.requestId ?? null,
    title: input.title,
    description: input.description,
    product_id: input.productId ?? null,
    state: suggestionStates.initial,
    opened_by: actor.userId,
    opened_at: new Date(now),
    state_at: new Date(now),
  })
  const interactionId = input.interactionId ?? null
  await insertVote(trx, {
    suggestionId: id,
    clientId: input.clientId,
    interactionId,
    author: true,
    notedBy: actor.userId,
    at: now,
  })
  const row = (await findSuggestion(trx, id, now)) as SuggestionRow
  await appendEvent(trx, suggestionOpened, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: { number: row.number, productId: row.product_id, clientId: input.clientId, interactionId },
  })
  await showOnCards(trx, row)
  return row
}
