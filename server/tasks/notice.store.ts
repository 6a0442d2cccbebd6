/** SQL of notices. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { NoticeData } from '#shared/tasks/notice.contract.ts'

export type NoticeRow = {
  id: string
  user_id: string
  kind: string
  data: NoticeData
  created_at: number
  read_at: number | null
}

type NoticeToInsert = { userId: string; kind: string; key: string; data: NoticeData; at: number }
export type InsertedNotice = { id: string; user_id: string; key: string }

/** Those that their users had not been told already. */
export const insertNotices = async (
  trx: Trx,
  notices: readonly NoticeToInsert[],
): Promise<InsertedNotice[]> =>
  trx('notices')
    .insert(
      notices.map(({ userId, kind, key, data, at }) => ({
        user_id: userId,
        kind,
        key,
        data: JSON.stringify(data),
        created_at: new Date(at),
      })),
    )
    .onConflict(['user_id', 'key'])
    .ignore()
    .returning(['id', 'user_id', 'key'])

export const findNotice = async (db: Queryable, id: string): Promise<NoticeRow | undefined> =>
  db<NoticeRow>('notices').where({ id }).first()

/** Read ones that are still listed. */
const RECENT = 30
const MOST_UNREAD = 200

export const countUnread = async (db: Queryable, userId: string): Promise<number> => {
  const row = await db('notices')
    .where({ user_id: userId })
    .whereNull('read_at')
    .count({ count: '*' })
    .first()
  return Number(row?.count ?? 0)
}

/** The unread ones and the latest read ones, newest first. */
export const listNotices = async (db: Queryable, userId: string): Promise<NoticeRow[]> => {
  const own = () => db('notices').where({ user_id: userId }).orderBy('id', 'desc').select<NoticeRow[]>('*')
  const unread = await own().whereNull('read_at').limit(MOST_UNREAD)
  const read = await own().whereNotNull('read_at').limit(RECENT)
  return [...unread, ...read].sort((a, b) => b.created_at - a.created_at || (a.id < b.id ? 1 : -1))
}

/** How many became read by this. */
export const markRead = async (trx: Trx, userId: string, at: number, ids?: string[]): Promise<number> => {
  const query = trx('notices').where({ user_id: userId }).whereNull('read_at')
  if (ids) query.whereIn('id', ids)
  return query.update({ read_at: new Date(at) })
}
