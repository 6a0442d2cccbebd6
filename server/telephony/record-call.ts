/** Recording a talk: begun when both talk, paused for card data, ended with the call. */
import { randomUUID } from 'node:crypto'
import {
  recordingEnded,
  recordingPaused,
  recordingResumed,
  recordingStarted,
} from '#shared/telephony/call.events.ts'
import { recordingStates } from '#shared/telephony/call.state.ts'
import type { CallEvent } from '#shared/telephony/call-event.contract.ts'
import type { Trx } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import type { CallRow } from './call.store.ts'
import type { RecordingSize } from './measure-recording-file.ts'
import { orderVoice } from './order-voice.ts'
import {
  findRecording,
  insertRecording,
  measureRecording,
  moveRecording,
  type RecordingRow,
  runningRecording,
} from './recording.store.ts'

/** One recording for the whole talk, transfers included: asked for again it is the same. */
export const startRecording = async (
  trx: Trx,
  call: CallRow,
  interactionId: string,
  now: number,
): Promise<void> => {
  if (await runningRecording(trx, call.id)) return
  const id = randomUUID()
  const path = `${new Date(now).toISOString().slice(0, 10)}/${id}.wav`
  await insertRecording(trx, { id, callId: call.id, interactionId, path, at: now })
  await orderVoice(trx, call, { order: 'record', callId: call.id, recordingId: id, path, want: 'start' })
  await appendEvent(trx, recordingStarted, {
    subjectId: id,
    actorId: null,
    at: now,
    data: { callId: call.id, interactionId },
  })
}

const steer = async (trx: Trx, call: CallRow, recording: RecordingRow, want: 'pause' | 'resume' | 'stop') =>
  orderVoice(trx, call, {
    order: 'record',
    callId: call.id,
    recordingId: recording.id,
    path: recording.path,
    want,
  })

/** The row is closed when the provider says that the file is whole. */
export const stopRecording = async (trx: Trx, call: CallRow): Promise<void> => {
  const recording = await runningRecording(trx, call.id)
  if (recording) await steer(trx, call, recording, 'stop')
}

/** L28: card data are not recorded. Asking for what is so already does nothing. */
export const pauseRecording = async (
  trx: Trx,
  call: CallRow,
  actorId: string,
  now: number,
): Promise<void> => {
  const recording = await runningRecording(trx, call.id)
  if (!recording || !(await moveRecording(trx, recording.id, 'pause'))) return
  await steer(trx, call, recording, 'pause')
  await appendEvent(trx, recordingPaused, {
    subjectId: recording.id,
    actorId,
    at: now,
    data: { callId: call.id, interactionId: recording.interaction_id },
  })
}

export const resumeRecording = async (
  trx: Trx,
  call: CallRow,
  actorId: string,
  now: number,
): Promise<void> => {
  const recording = await runningRecording(trx, call.id)
  if (!recording || !(await moveRecording(trx, recording.id, 'resume'))) return
  await steer(trx, call, recording, 'resume')
  await appendEvent(trx, recordingResumed, {
    subjectId: recording.id,
    actorId,
    at: now,
    data: { callId: call.id, interactionId: recording.interaction_id },
  })
}

/** Whatever carried the call is gone; what it had written stays. */
export const cutRecording = async (trx: Trx, call: CallRow, now: number): Promise<void> => {
  const recording = await runningRecording(trx, call.id)
  if (!recording) return
  await moveRecording(trx, recording.id, 'cut-off', { ended_at: new Date(now) })
  await tellEnded(trx, recording, 'cut-off', null, now)
}

export const endRecording = async (
  trx: Trx,
  call: CallRow,
  news: Extract<CallEvent, { kind: 'recording-ended' }>,
): Promise<void> => {
  const recording = await findRecording(trx, news.recordingId)
  if (!recording || recording.call_id !== call.id) return
  const move = MOVE[news.how]
  const facts = { ended_at: new Date(news.at), duration_ms: Math.round(news.durationMs), bytes: news.bytes }
  if (await moveRecording(trx, recording.id, move, facts)) {
    await tellEnded(
      trx,
      recording,
      recordingStates.moves[move].to as 'done',
      Math.round(news.durationMs),
      news.at,
    )
  } else if (recording.state === 'cut-off') {
    await measureRecording(trx, recording.id, { durationMs: Math.round(news.durationMs), bytes: news.bytes })
  }
}

/** What its file says (null: there is none) of a recording whose end nobody told. False when it was told meanwhile. */
export const closeUntold = async (
  trx: Trx,
  recordingId: string,
  size: RecordingSize | null,
  now: number,
): Promise<boolean> => {
  const recording = await findRecording(trx, recordingId)
  if (!recording || recording.duration_ms !== null) return false
  if (size && recording.state === 'cut-off') {
    await measureRecording(trx, recording.id, size)
    return true
  }
  const facts = { ended_at: new Date(now), duration_ms: size?.durationMs ?? 0, bytes: size?.bytes ?? 0 }
  if (!(await moveRecording(trx, recording.id, size ? 'finish' : 'lose', facts))) return false
  await tellEnded(trx, recording, size ? 'done' : 'lost', size?.durationMs ?? null, now)
  return true
}

const MOVE = { whole: 'finish', 'cut-off': 'cut-off', failed: 'fail' } as const

const tellEnded = (
  trx: Trx,
  recording: RecordingRow,
  how: 'done' | 'cut-off' | 'failed' | 'lost',
  durationMs: number | null,
  now: number,
) =>
  appendEvent(trx, recordingEnded, {
    subjectId: recording.id,
    actorId: null,
    at: now,
    data: { callId: recording.call_id, interactionId: recording.interaction_id, how, durationMs },
  })
