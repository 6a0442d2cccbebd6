/** What of a message leaves the server. */
import type { MessageView } from '#shared/channels/message.contract.ts'
import { countSegments } from '#shared/channels/segments.ts'
import type { ReadMessage } from './message.store.ts'

export const presentMessage = (row: ReadMessage): MessageView => ({
  id: row.id,
  state: row.state,
  text: row.text,
  attachments: row.attachments,
  segments: countSegments(row.text).segments,
  authorName: row.author_name,
  at: row.at,
  changedAt: row.changed_at,
  fault: row.fault,
  faultCode: row.fault_code,
})
