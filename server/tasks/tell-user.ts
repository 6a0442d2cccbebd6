/** Tells a user something that stays in the bell until it is read. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type Notice, type NoticeData, noticeData } from '#shared/tasks/notice.contract.ts'
import { noticeMade } from '#shared/tasks/task.events.ts'
import { presentNotice } from './notice.present.ts'
import { findNotice, insertNotice } from './notice.store.ts'

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
export const tellUser = async (trx: Trx, telling: Telling): Promise<boolean> => {
  const noticeId = await insertNotice(trx, { ...telling, data: noticeData.parse(telling.data) })
  if (!noticeId) return false
  await appendEvent(trx, noticeMade, {
    subjectId: telling.userId,
    actorId: null,
    at: telling.at,
    data: { noticeId, kind: telling.kind },
  })
  return true
}

/** For whoever carries `notice.made` to the user's sockets. */
export const readNotice = async (db: Queryable, noticeId: string): Promise<Notice | null> => {
  const row = await findNotice(db, noticeId)
  return row ? presentNotice(row) : null
}
