/** Decides about a suggestion; of what is declined or released its authors are to be told. */
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { createTask } from '#server/tasks/index.ts'
import { authorTaskTitle } from '#shared/claims/suggestions/author-task.ts'
import type { MoveSuggestionInput } from '#shared/claims/suggestions/suggestion.contract.ts'
import { suggestionMoved } from '#shared/claims/suggestions/suggestion.events.ts'
import { isNews, suggestionStates } from '#shared/claims/suggestions/suggestion.state.ts'
import { showOnCards } from './show-suggestion.ts'
import {
  findSuggestion,
  lockSuggestions,
  passMerged,
  type SuggestionRow,
  updateSuggestion,
} from './suggestion.store.ts'
import { listVotes, setTask } from './vote.store.ts'

const TELL_WITHIN_MS = 3 * 86_400_000

/**
 * Throws `not_found`, `stale` (409) for another version, `move_not_allowed` (409) from this state, 422 at `intoId` for
 * one that is not there, is the same, or is itself merged into another.
 */
export const moveSuggestion = async (
  trx: Trx,
  doing: Doing,
  id: string,
  input: MoveSuggestionInput,
): Promise<SuggestionRow> => {
  const intoId = input.move === 'merge' ? input.intoId : null
  await lockSuggestions(trx, intoId ? [id, intoId] : [id])
  const row = await findSuggestion(trx, id, doing.now)
  if (!row) throw notFound('suggestion', id)
  if (row.version !== input.version) throw conflict('stale', { version: row.version, state: row.state })
  const to = suggestionStates.next(row.state, input.move)
  if (!to) throw conflict('move_not_allowed', { move: input.move, state: row.state })
  if (intoId) await checkInto(trx, row, intoId, doing.now)
  const moved = await updateSuggestion(trx, row, {
    state: to,
    state_by: doing.actor.userId,
    state_at: new Date(doing.now),
    reason: input.move === 'decline' ? input.reason : null,
    into_id: intoId,
  })
  if (!moved) throw conflict('stale', { version: row.version, state: row.state })
  if (intoId) await passMerged(trx, id, intoId)
  await appendEvent(trx, suggestionMoved, {
    subjectId: id,
    actorId: doing.actor.userId,
    at: doing.now,
    data: { number: row.number, productId: row.product_id, move: input.move, from: row.state, to, intoId },
  })
  const after = (await findSuggestion(trx, id, doing.now)) as SuggestionRow
  await showOnCards(trx, intoId ? ((await findSuggestion(trx, intoId, doing.now)) as SuggestionRow) : after)
  if (isNews(to)) await askToTell(trx, doing, after)
  return after
}

const checkInto = async (trx: Trx, row: SuggestionRow, intoId: string, now: number): Promise<void> => {
  if (intoId === row.id) throw invalid({ intoId: 'same_suggestion' })
  const into = await findSuggestion(trx, intoId, now)
  if (!into) throw invalid({ intoId: 'unknown' })
  if (into.state === 'merged') throw invalid({ intoId: 'is_merged' })
}

/** Whoever decided has it as a task, for each author: of the suggestion itself and of those merged into it. */
const askToTell = async (trx: Trx, { actor, now }: Doing, row: SuggestionRow): Promise<void> => {
  const told = new Set<string>()
  for (const vote of await listVotes(trx, row.id)) {
    if (!vote.author || vote.client_erased_at || told.has(vote.client_id)) continue
    told.add(vote.client_id)
    const { taskId } = await createTask(trx, {
      kind: 'follow-up',
      title: authorTaskTitle(actor.language, row),
      clientId: vote.client_id,
      language: vote.language,
      ownerId: actor.userId,
      dueAt: now + TELL_WITHIN_MS,
      createdBy: actor.userId,
      at: now,
    })
    await setTask(trx, vote.id, taskId)
  }
}
