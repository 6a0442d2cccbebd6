/** One interaction whole: times, talks, recordings, notes; within the reader's reach. */
import type { InteractionView } from '#shared/interactions/interaction.contract.ts'
import { type Actor, reachOf } from '../platform/actor.ts'
import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { notesOf } from './note.store.ts'
import { findReadable, type ReadableRow, readableRecordings } from './readable.store.ts'
import { talksOf } from './talk.store.ts'

export const readInteraction = async (
  { db }: Platform,
  id: string,
  actor: Actor,
): Promise<InteractionView> => {
  const row = await findReadable(db, id, reachOf(actor, 'interaction.read'))
  if (!row) throw notFound('interaction', id)
  const playable = actor.grants.has('recording.play') ? reachOf(actor, 'recording.play') : null
  const [talks, recordings, notes] = [
    await talksOf(db, id),
    await readableRecordings(db, id, playable),
    await notesOf(db, id),
  ]
  return {
    ...presentHead(row),
    talks: talks.map((talk) => ({
      agentName: talk.agent_name,
      fromAt: talk.from_at,
      toAt: talk.to_at,
      holdMs: talk.hold_ms,
      wrapUpMs: talk.wrap_up_ms,
      endReason: talk.end_reason,
    })),
    recordings: recordings.map((recording) => ({
      id: recording.id,
      state: recording.state,
      startedAt: recording.started_at,
      durationMs: recording.duration_ms,
      playable: recording.playable && ['done', 'cut-off'].includes(recording.state),
    })),
    notes: notes.map((note) => ({
      id: note.id,
      authorName: note.author_name,
      text: note.text,
      updatedAt: note.updated_at,
    })),
  }
}

const presentHead = (row: ReadableRow): Omit<InteractionView, 'talks' | 'recordings' | 'notes'> => ({
  id: row.id,
  channel: row.channel,
  direction: row.direction,
  state: row.state,
  outcome: row.outcome,
  clientId: row.client_id,
  clientName: row.client_name,
  address: row.address,
  verified: row.verified,
  language: row.language,
  topic: row.topic,
  queueNameRu: row.queue_ru,
  queueNameEn: row.queue_en,
  agentId: row.agent_id,
  agentName: row.agent_name,
  arrivedAt: row.arrived_at,
  queuedAt: row.queued_at,
  answeredAt: row.answered_at,
  talkEndedAt: row.talk_ended_at,
  closedAt: row.closed_at,
  holdMs: row.hold_ms,
  endReason: row.end_reason,
  disposition: row.disposition_code
    ? { code: row.disposition_code, nameRu: row.disposition_ru ?? '', nameEn: row.disposition_en ?? '' }
    : null,
  custom: row.custom,
})
