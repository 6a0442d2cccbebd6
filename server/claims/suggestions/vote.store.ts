/** SQL of who wishes a suggestion. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type NewVote = {
  suggestionId: string
  clientId: string
  interactionId: string | null
  author: boolean
  notedBy: string
  /** Epoch ms. */
  at: number
}

/** The vote's id; null when the client, or a card that was made one with it, has it already. */
export const insertVote = async (trx: Trx, vote: NewVote): Promise<string | null> => {
  const had = { suggestion_id: vote.suggestionId, client_id: vote.clientId }
  if (await trx('suggestion_votes').where(had).first('id')) return null
  const rows = await trx('suggestion_votes')
    .insert({
      suggestion_id: vote.suggestionId,
      client_id: vote.clientId,
      interaction_id: vote.interactionId,
      author: vote.author,
      noted_by: vote.notedBy,
      said_at: new Date(vote.at),
    })
    .onConflict()
    .ignore()
    .returning<{ id: string }[]>('id')
  return rows[0]?.id ?? null
}

export type VoteRow = {
  id: string
  client_id: string
  client_name: string
  client_erased_at: number | null
  language: 'ru' | 'en'
  interaction_id: string | null
  author: boolean
  said_at: number
  task_id: string | null
  task_done: boolean | null
}

/** Of the suggestion and of those merged into it, in the order they were said. */
export const listVotes = (q: Queryable, suggestionId: string): Promise<VoteRow[]> =>
  q('suggestion_votes as v')
    .join('suggestions as s', 's.id', 'v.suggestion_id')
    .join('clients as c', 'c.id', 'v.client_id')
    .leftJoin('tasks as t', 't.id', 'v.task_id')
    .where((either) => either.where('s.id', suggestionId).orWhere('s.into_id', suggestionId))
    .orderBy(['v.said_at', 'v.id'])
    .select('v.id', 'v.client_id', 'v.interaction_id', 'v.author', 'v.said_at', 'v.task_id', {
      client_name: 'c.name',
      client_erased_at: 'c.erased_at',
      language: 'c.language',
      task_done: q.raw("t.state = 'done'"),
    })

export const setTask = async (trx: Trx, voteId: string, taskId: string): Promise<void> => {
  await trx('suggestion_votes').where({ id: voteId }).update({ task_id: taskId })
}
