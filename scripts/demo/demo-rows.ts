/** Rows of the demo's year, gathered first and written many at a time. */
import type { DemoClient } from './make-clients.ts'

export type Row = Record<string, unknown>
export type DemoEvent = {
  at: string
  kind: string
  subject_kind: string
  subject_id: string
  actor_id: string | null
  data: unknown
}
export type TimelineRow = {
  client_id: string
  at: string
  kind: string
  subject_id: string
  owner_id: string | null
  summary: unknown
}
export type Contact = {
  id: string
  client: DemoClient
  topic: string
  queueId: string
  at: number
  /** Null: the client gave up waiting. */
  agentId: string | null
}
