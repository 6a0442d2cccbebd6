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

/** Null when the user has been told already. */
export const insertNotice = async (
  trx: Trx,
  notice: { userId: string; kind: string; key: string; data: NoticeData; at: number },
): Promise<string | null> => {
  const rows = await trx('notices')
    .insert({
      user_id: notice.userId,
      kind: notice.kind,
      key: notice.key,
      data: JSON.stringify(notice.data),
      created_at: new Date(notice.at),
    })
    .onConflict(['user_id', 'key'])
    .ignore()
    .returning<{ id: string }[]>('id')
  return rows[0]?.id ?? null
}

export const findNotice = async (db: Queryable, id: string): Promise<NoticeRow | undefined> =>
  db<NoticeRow>('notices').where({ id }).first()
