/** A queue for the tests of this room, served by whom they name. */
import type { Database } from '#server/platform/database.ts'

/** Of a test's company no more than this is needed. */
type SmallCompany = { db: Database; ids: { ru: string } }

export const addQueue = async (company: SmallCompany, code: string, agents: string[]): Promise<string> => {
  const { db, ids } = company
  const { calendar_id } = await db('markets').where({ id: ids.ru }).first('calendar_id')
  const [queue] = await db('queues')
    .insert({
      code,
      name_ru: `${code} ру`,
      name_en: `${code} en`,
      market_id: ids.ru,
      language: 'ru',
      topic: 'sales',
      calendar_id,
    })
    .returning('id')
  for (const user_id of agents) await db('queue_agents').insert({ queue_id: queue.id, user_id })
  return queue.id
}

/** A role of these grants, held by the user: for what is asked of roles rather than of an actor. */
export const addRole = async (
  company: SmallCompany,
  userId: string,
  grants: Record<string, string>,
): Promise<void> => {
  const { db } = company
  const code = crypto.randomUUID()
  const [role] = await db('roles').insert({ code, name_ru: code, name_en: code }).returning('id')
  for (const [permission, scope] of Object.entries(grants)) {
    await db('role_grants').insert({ role_id: role.id, permission, scope })
  }
  await db('user_roles').insert({ user_id: userId, role_id: role.id })
}
