/** What leaves the server of a notice. */
import type { Notice } from '#shared/tasks/notice.contract.ts'
import type { NoticeRow } from './notice.store.ts'

export const presentNotice = (row: NoticeRow): Notice => ({
  id: row.id,
  kind: row.kind,
  data: row.data,
  at: row.created_at,
  readAt: row.read_at,
})
