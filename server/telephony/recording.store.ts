/** The rows of recordings. */
import { recordingStates } from '#shared/telephony/call.state.ts'
import type { Queryable, Trx } from '../platform/database.ts'

export type RecordingState = (typeof recordingStates.states)[number]
export type RecordingRow = {
  id: string
  call_id: string
  interaction_id: string | null
  state: RecordingState
  path: string
  started_at: number
  ended_at: number | null
  duration_ms: number | null
  bytes: number | null
}

export const insertRecording = async (
  trx: Trx,
  recording: { id: string; callId: string; interactionId: string | null; path: string; at: number },
): Promise<void> => {
  await trx('recordings').insert({
    id: recording.id,
    call_id: recording.callId,
    interaction_id: recording.interactionId,
    state: 'recording',
    path: recording.path,
    started_at: new Date(recording.at),
  })
}

export const findRecording = (db: Queryable, id: string): Promise<RecordingRow | undefined> =>
  db('recordings').where({ id }).first<RecordingRow | undefined>()

export const runningRecording = (db: Queryable, callId: string): Promise<RecordingRow | undefined> =>
  db('recordings')
    .where({ call_id: callId })
    .whereIn('state', ['recording', 'paused'])
    .first<RecordingRow | undefined>()

/** False when the recording is no longer in a state that the move starts from. */
export const moveRecording = async (
  trx: Trx,
  id: string,
  move: keyof typeof recordingStates.moves,
  changes: Partial<{ ended_at: Date; duration_ms: number; bytes: number }> = {},
): Promise<boolean> => {
  const count = await trx('recordings')
    .where({ id })
    .whereIn('state', recordingStates.moves[move].from)
    .update({ state: recordingStates.moves[move].to, ...changes })
  return count > 0
}

/** A file recovered after its process died: its length is known only now. */
export const measureRecording = async (
  trx: Trx,
  id: string,
  size: { durationMs: number; bytes: number },
): Promise<void> => {
  await trx('recordings').where({ id }).update({ duration_ms: size.durationMs, bytes: size.bytes })
}
