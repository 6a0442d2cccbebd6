/** The rows of recordings. */
import { recordingStates } from '#shared/telephony/call.state.ts'
import type { Reach } from '../platform/actor.ts'
import type { Queryable, Trx } from '../platform/database.ts'
import { withinReach } from '../platform/reach.ts'

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
  /** Its name at the provider that made it, where that is not the hub itself. */
  provider_ref: string | null
  /** Until when it may still come from there. */
  expected_until: number | null
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

export type UnsettledRecording = Pick<RecordingRow, 'id' | 'call_id' | 'path'>

/** Their calls ended before the given time, and what became of their files has not been told. */
export const unsettledRecordings = (
  db: Queryable,
  endedBefore: number,
  now: number,
): Promise<UnsettledRecording[]> =>
  db('recordings')
    .join('calls', 'calls.id', 'recordings.call_id')
    .where('calls.state', 'ended')
    .where('calls.ended_at', '<=', new Date(endedBefore))
    .where((due) =>
      due.whereNull('recordings.expected_until').orWhere('recordings.expected_until', '<=', new Date(now)),
    )
    .where((untold) =>
      untold
        .whereIn('recordings.state', ['recording', 'paused'])
        .orWhere((cut) => cut.where('recordings.state', 'cut-off').whereNull('recordings.duration_ms')),
    )
    .limit(100)
    .select('recordings.id', 'recordings.call_id', 'recordings.path')

/** It is made elsewhere and comes later: its name there once that is known. */
export const expectRecording = async (
  db: Queryable,
  id: string,
  expected: { ref?: string; until?: number },
): Promise<void> => {
  await db('recordings')
    .where({ id })
    .update({
      ...(expected.ref !== undefined && { provider_ref: expected.ref }),
      ...(expected.until !== undefined && { expected_until: new Date(expected.until) }),
    })
}

/** A provider has them, their calls ended before the given time, and they have not come. */
export const awaitedRecordings = (
  db: Queryable,
  provider: string,
  endedBefore: number,
): Promise<{ id: string; call_id: string; provider_ref: string }[]> =>
  db('recordings')
    .join('calls', 'calls.id', 'recordings.call_id')
    .where('calls.provider', provider)
    .where('calls.ended_at', '<=', new Date(endedBefore))
    .whereIn('recordings.state', ['recording', 'paused'])
    .whereNotNull('recordings.provider_ref')
    .limit(50)
    .select('recordings.id', 'recordings.call_id', 'recordings.provider_ref')

/** The recording, if the listener's reach covers the interaction it belongs to. */
export const findReachableRecording = async (
  db: Queryable,
  id: string,
  reach: Reach,
): Promise<RecordingRow | undefined> => {
  const query = db('recordings')
    .join('interactions', 'interactions.id', 'recordings.interaction_id')
    .where('recordings.id', id)
    .select('recordings.*')
  const rows = await withinReach(query, reach, {
    owner: 'interactions.agent_id',
    market: 'interactions.market_id',
  })
  return (rows as RecordingRow[])[0]
}

/** Of these calls, in these states; the oldest first. */
export const recordingsOfCalls = (
  db: Queryable,
  calls: string[],
  states: readonly RecordingState[],
  limit: number,
): Promise<RecordingRow[]> =>
  db('recordings')
    .whereIn('call_id', calls)
    .whereIn('state', [...states])
    .orderBy('id')
    .limit(limit)
    .select<RecordingRow[]>('*')

/** Erased, and the file may still be there. */
export const recordingsToRemove = (db: Queryable): Promise<{ id: string; path: string }[]> =>
  db('recordings')
    .where({ state: 'erased' })
    .whereNull('removed_at')
    .orderBy('id')
    .limit(100)
    .select('id', 'path')

export const noteRemoved = async (db: Queryable, id: string, at: number): Promise<void> => {
  await db('recordings')
    .where({ id })
    .update({ removed_at: new Date(at) })
}
