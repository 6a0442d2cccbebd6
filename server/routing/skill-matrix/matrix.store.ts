/** The SQL of the sheet of skills. */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { anywhere } from '#server/platform/like.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { MatrixQueue, MatrixUser } from '#shared/routing/skill-matrix.contract.ts'

export type MatrixFilter = { departmentId?: string; queueId?: string; skillId?: string; search?: string }

/** Active agents: who may work as one, serves a queue or has a skill; by name. */
export const agentsWithin = (
  db: Queryable,
  reach: Reach,
  filter: MatrixFilter,
  limit: number,
): Promise<MatrixUser[]> => {
  const query = db('users')
    .leftJoin('agents as a', 'a.user_id', 'users.id')
    .where({ 'users.active': true, 'users.service': false })
    .whereRaw(
      `(exists (select 1 from user_roles ur join role_grants g on g.role_id = ur.role_id
                 where ur.user_id = users.id and g.permission = 'agent.self')
        or exists (select 1 from queue_agents qa where qa.user_id = users.id)
        or exists (select 1 from user_skills us where us.user_id = users.id))`,
    )
  if (filter.departmentId) query.where('users.department_id', filter.departmentId)
  if (filter.search) query.whereILike('users.name', anywhere(filter.search))
  if (filter.queueId)
    query.whereRaw('exists (select 1 from queue_agents q where q.user_id = users.id and q.queue_id = ?)', [
      filter.queueId,
    ])
  if (filter.skillId)
    query.whereRaw('exists (select 1 from user_skills s where s.user_id = users.id and s.skill_id = ?)', [
      filter.skillId,
    ])
  return withinReach(query, reach, { owner: 'users.id', market: 'users.market_id' })
    .orderBy(['users.name', 'users.id'])
    .limit(limit)
    .select({
      id: 'users.id',
      name: 'users.name',
      departmentId: 'users.department_id',
      version: 'users.version',
      signedIn: db.raw("coalesce(a.chosen <> 'offline', false)"),
      queueIds: db.raw(
        `coalesce((select json_agg(qa.queue_id) from queue_agents qa join queues q on q.id = qa.queue_id and q.active
                    where qa.user_id = users.id), '[]')`,
      ),
      levels: db.raw(
        `coalesce((select json_object_agg(us.skill_id, us.level) from user_skills us
                    where us.user_id = users.id), '{}')`,
      ),
    }) as unknown as Promise<MatrixUser[]>
}

export const queuesWithNeeds = (db: Queryable): Promise<MatrixQueue[]> =>
  db('queues')
    .where({ active: true })
    .orderBy('code')
    .select({ id: 'id', nameRu: 'name_ru', nameEn: 'name_en', needs: 'needs' })

/** A level of null takes the skill away. */
export type Cell = { userId: string; skillId: string; level: number | null }

export const writeCells = async (trx: Trx, cells: readonly Cell[]): Promise<void> => {
  const values = {
    users: cells.map(({ userId }) => userId),
    skills: cells.map(({ skillId }) => skillId),
    levels: cells.map(({ level }) => level),
  }
  const wanted = 'unnest(:users::uuid[], :skills::uuid[], :levels::int[]) as w(user_id, skill_id, level)'
  await trx.raw(
    `delete from user_skills us using ${wanted}
      where us.user_id = w.user_id and us.skill_id = w.skill_id and w.level is null`,
    values,
  )
  await trx.raw(
    `insert into user_skills (user_id, skill_id, level) select * from ${wanted} where w.level is not null
     on conflict (user_id, skill_id) do update set level = excluded.level`,
    values,
  )
}

/** Levels by skill, by user. */
export const levelsOf = async (
  db: Queryable,
  userIds: readonly string[],
): Promise<Map<string, Record<string, number>>> => {
  const rows = await db('user_skills')
    .whereIn('user_id', [...userIds])
    .orderBy('skill_id')
    .select<{ user_id: string; skill_id: string; level: number }[]>('user_id', 'skill_id', 'level')
  const levels = new Map<string, Record<string, number>>(userIds.map((id) => [id, {}]))
  for (const row of rows) levels.get(row.user_id)![row.skill_id] = row.level
  return levels
}
