/** The SQL of queues' administration: their rules, and who serves them. */
import type { Knex } from 'knex'
import type { z } from 'zod'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { QueueView, queueBrief } from '#shared/routing/queue.contract.ts'

export type QueueEdit = Partial<Omit<QueueView, 'id' | 'code' | 'agentIds' | 'waiting' | 'version'>>
export type NewQueue = Pick<
  QueueView,
  'code' | 'nameRu' | 'nameEn' | 'marketId' | 'language' | 'topic' | 'calendarId'
>

const plain = {
  nameRu: 'name_ru',
  nameEn: 'name_en',
  marketId: 'market_id',
  language: 'language',
  topic: 'topic',
  calendarId: 'calendar_id',
  priority: 'priority',
  clientPoints: 'client_points',
  pick: 'pick',
  preferredForMs: 'preferred_for_ms',
  offerForMs: 'offer_for_ms',
  wrapUpMs: 'wrap_up_ms',
  maxWaiting: 'max_waiting',
  maxWaitMs: 'max_wait_ms',
  handOutMs: 'hand_out_ms',
  serviceMs: 'service_ms',
  needs: 'needs',
  prompts: 'prompts',
  scriptRu: 'script_ru',
  scriptEn: 'script_en',
  active: 'active',
}

/** A queue belongs to its market, and to those who serve it: to a user, or to a department's. */
const reached = (query: Knex.QueryBuilder, reach: Reach): Knex.QueryBuilder => {
  if (reach.kind === 'all') return query
  return query.where((either: Knex.QueryBuilder) => {
    either.whereExists((serving: Knex.QueryBuilder) => {
      serving
        .from('queue_agents as qa')
        .join('users as u', 'u.id', 'qa.user_id')
        .whereRaw('qa.queue_id = queues.id')
      if (reach.kind === 'department') serving.whereIn('u.department_id', reach.departmentIds)
      else serving.where('qa.user_id', reach.userId)
    })
    if (reach.kind === 'market' && reach.marketId !== null) {
      either.orWhere('queues.market_id', reach.marketId)
    }
  })
}

export const listAllQueues = (db: Queryable): Promise<z.infer<typeof queueBrief>[]> =>
  db('queues')
    .orderBy('code')
    .select({
      id: 'id',
      code: 'code',
      nameRu: 'name_ru',
      nameEn: 'name_en',
      marketId: 'market_id',
      language: 'language',
      topic: 'topic',
      active: 'active',
      agents: db.raw('(select count(*) from queue_agents qa where qa.queue_id = queues.id)'),
    })

export const readQueueWithin = async (
  db: Queryable,
  id: string,
  reach: Reach,
): Promise<QueueView | undefined> =>
  (
    await reached(
      db('queues').select({
        ...plain,
        id: 'id',
        code: 'code',
        version: 'version',
        ageingPerMinute: db.raw('ageing_per_minute::float8'),
        serviceTarget: db.raw('service_target::float8'),
        waiting: db.raw(
          `(select count(*)::int from interactions i where i.queue_id = queues.id and i.state = 'waiting')`,
        ),
        agentIds: db.raw(
          `coalesce((select json_agg(qa.user_id order by qa.user_id) from queue_agents qa
                      where qa.queue_id = queues.id), '[]')`,
        ),
      }),
      reach,
    ).where({ id })
  )[0]

export const insertQueue = async (trx: Trx, queue: NewQueue): Promise<string> => {
  const [row] = await trx('queues')
    .insert({ code: queue.code, ...columnsOf(queue) })
    .returning<{ id: string }[]>('id')
  return row!.id
}

/** Writes if the version is still the one that was read. */
export const updateQueue = async (
  trx: Trx,
  id: string,
  version: number,
  edit: QueueEdit,
): Promise<boolean> => {
  const changed = await trx('queues')
    .where({ id, version })
    .update({ ...columnsOf(edit), version: trx.raw('version + 1') })
  return changed === 1
}

const columnsOf = (edit: QueueEdit): Record<string, unknown> => {
  const columns: Record<string, unknown> = {
    ageing_per_minute: edit.ageingPerMinute,
    service_target: edit.serviceTarget,
  }
  for (const [field, column] of Object.entries(plain)) columns[column] = edit[field as keyof QueueEdit]
  if (edit.needs) columns.needs = JSON.stringify(edit.needs)
  if (edit.prompts) columns.prompts = JSON.stringify(edit.prompts)
  return columns
}

export const bumpQueues = async (trx: Trx, ids: string[]): Promise<void> => {
  if (ids.length > 0)
    await trx('queues')
      .whereIn('id', [...ids].sort())
      .increment('version', 1)
}

/** Of these ids those that are of no queue. */
export const unknownQueues = async (db: Queryable, ids: readonly string[]): Promise<string[]> => {
  const known = await db('queues')
    .whereIn('id', [...ids])
    .pluck('id')
  return ids.filter((id) => !known.includes(id))
}

/** Active ones that are open by the calendar. */
export const queuesOn = (
  db: Queryable,
  calendarId: string,
): Promise<{ id: string; nameRu: string; nameEn: string }[]> =>
  db('queues')
    .where({ calendar_id: calendarId, active: true })
    .orderBy('code')
    .select({ id: 'id', nameRu: 'name_ru', nameEn: 'name_en' })

/** Active ones that say a phrase of the house's own. */
export const queuesSaying = (
  db: Queryable,
  prompt: string,
): Promise<{ id: string; nameRu: string; nameEn: string }[]> =>
  db('queues')
    .where({ active: true })
    .whereRaw('exists (select from jsonb_each_text(prompts) as said where said.value = ?)', [prompt])
    .orderBy('code')
    .select({ id: 'id', nameRu: 'name_ru', nameEn: 'name_en' })

export const queuesOfUser = async (db: Queryable, userId: string): Promise<string[]> =>
  db('queue_agents').where('user_id', userId).orderBy('queue_id').pluck('queue_id')

export const addServing = async (trx: Trx, pairs: { queueId: string; userId: string }[]): Promise<void> => {
  if (pairs.length === 0) return
  await trx('queue_agents')
    .insert(pairs.map(({ queueId, userId }) => ({ queue_id: queueId, user_id: userId })))
    .onConflict()
    .ignore()
}

export const removeServing = async (
  trx: Trx,
  pairs: { queueId: string; userId: string }[],
): Promise<void> => {
  if (pairs.length === 0) return
  await trx('queue_agents')
    .whereIn(
      ['queue_id', 'user_id'],
      pairs.map(({ queueId, userId }) => [queueId, userId]),
    )
    .delete()
}
