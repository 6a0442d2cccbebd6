/** A recording is ready at the provider, or there is none: it is fetched by a worker, for as long as that takes. */
import { inTransaction } from '../../platform/database.ts'
import { putEffect } from '../../platform/outbox.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { findRecording } from '../recording.store.ts'
import type { Telephony } from '../telephony.ts'
import { PROVIDER } from './settings.ts'
import { isOurId } from './urls.ts'
import type { TakeWebhook } from './webhook-gate.ts'

export const FETCH = 'recording.twilio'
export type Fetching = { recordingId: string; ref: string }

export const takeRecording: TakeWebhook = async (house, { params, query }) => {
  const recordingId = query.recordingId ?? ''
  const ref = params.RecordingSid ?? ''
  const recording = isOurId(recordingId) ? await findRecording(house.db, recordingId) : undefined
  if (!recording || !ref) return null
  if (params.RecordingStatus === 'completed') await fetchLater(house, { recordingId, ref })
  if (params.RecordingStatus === 'absent' || params.RecordingStatus === 'failed')
    await noRecording(house, recording.call_id, recordingId, ref)
  return null
}

/** Asked for again it is fetched once. */
export const fetchLater = (house: Telephony, fetching: Fetching): Promise<void> =>
  inTransaction(house.db, (trx) =>
    putEffect(trx, {
      kind: FETCH,
      key: `${FETCH}:${fetching.recordingId}:${fetching.ref}`,
      payload: fetching,
    }),
  )

export const noRecording = (
  house: Telephony,
  callId: string,
  recordingId: string,
  ref: string,
): Promise<void> =>
  applyCallEvent(house, {
    kind: 'recording-ended',
    provider: PROVIDER,
    eventId: `${ref}:absent`,
    callId,
    at: house.clock.now(),
    recordingId,
    durationMs: 0,
    bytes: 0,
    how: 'failed',
  })
