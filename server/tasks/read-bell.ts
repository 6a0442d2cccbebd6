/** The bell: what the hub told a user, until they have read it. */
import { inTransaction, type Queryable } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Bell } from '#shared/tasks/notice.contract.ts'
import { noticesRead } from '#shared/tasks/task.events.ts'
import { presentNotice } from './notice.present.ts'
import { countUnread, listNotices, markRead } from './notice.store.ts'

export const readBell = async (db: Queryable, userId: string): Promise<Bell> => ({
  unread: await countUnread(db, userId),
  notices: (await listNotices(db, userId)).map(presentNotice),
})

/** @param ids of those that were read; without it, all */
export const markNoticesRead = (platform: Platform, userId: string, ids?: string[]): Promise<Bell> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const count = await markRead(trx, userId, at, ids)
    if (count > 0) {
      await appendEvent(trx, noticesRead, { subjectId: userId, actorId: userId, at, data: { count } })
    }
    return readBell(trx, userId)
  })
