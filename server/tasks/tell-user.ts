/** Tells a user something that stays in the bell until it is read. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type Notice, type NoticeData, noticeData } from '#shared/tasks/notice.contract.ts'
import { noticeMade } from '#shared/tasks/task.events.ts'
import { presentNotice } from './notice.present.ts'
import { findNotice, insertNotices } from './notice.store.ts'

export type Telling = {
  userId: string
  /** The screens have the words under `notice.<kind>`. */
  kind: string
  /** The same key is told to the same user once. */
  key: string
  data: NoticeData
  at: number
}

/** False when this user has been told this already. */
export const tellUser = async (trx: Trx, telling: Telling): Promise<boolean> =>
  (await tellUsers(trx, [telling])) === 1

/** By one statement. Answers how many had not been told already. */
export const tellUsers = async (trx: Trx, tellings: readonly Telling[]): Promise<number> => {
  if (tellings.length === 0) return 0
  const inserted = await insertNotices(
    trx,
    tellings.map((one) => ({ ...one, data: noticeData.parse(one.data) })),
  )
  const ids = new Map(inserted.map(({ id, user_id, key }) => [`${user_id} ${key}`, id]))
  for (const { userId, kind, key, at } of tellings) {
    const noticeId = ids.get(`${userId} ${key}`)
    if (noticeId)
      await appendEvent(trx, noticeMade, { subjectId: userId, actorId: null, at, data: { noticeId, kind } })
  }
  return inserted.length
}

/** For whoever carries `notice.made` to the user's sockets. */
export const readNotice = async (db: Queryable, noticeId: string): Promise<Notice | null> => {
  const row = await findNotice(db, noticeId)
  return row ? presentNotice(row) : null
}
