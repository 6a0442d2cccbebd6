/**
 * Records the client's line in two channels: it is there from the first word to the last, whoever the agent is.
 * Source: "Recordings resource" (RecordingChannels, Twilio.CURRENT, PauseBehavior).
 */
import type { VoiceCommand } from '#shared/telephony/voice-command.contract.ts'
import { expectRecording, findRecording } from '../recording.store.ts'
import type { Carrying } from './carrying.ts'
import { restOf } from './rest.ts'
import { urlsOf } from './urls.ts'

/** So long it may take until the sound is here; after that it counts as lost, ms. */
const COMES_WITHIN_MS = 24 * 3_600_000
const STATUS = { pause: 'paused', resume: 'in-progress', stop: 'stopped' } as const

export const steerRecording = async (
  carrying: Carrying,
  command: Extract<VoiceCommand, { order: 'record' }>,
): Promise<void> => {
  const { house, account, call } = carrying
  const recordings = (await restOf(account)).calls(call.provider_ref).recordings
  if (command.want === 'start') return start(carrying, command.recordingId)
  const known = await findRecording(house.db, command.recordingId)
  // Silence keeps what was said at its place in time.
  await recordings(known?.provider_ref ?? 'Twilio.CURRENT').update({
    status: STATUS[command.want],
    ...(command.want === 'pause' && { pauseBehavior: 'silence' }),
  })
}

/** The answer to an earlier attempt may have been lost: what there is already is taken for it. */
const start = async ({ house, account, call, attempts }: Carrying, recordingId: string): Promise<void> => {
  const { db, clock } = house
  if ((await findRecording(db, recordingId))?.provider_ref) return
  await expectRecording(db, recordingId, { until: clock.now() + COMES_WITHIN_MS })
  const recordings = (await restOf(account)).calls(call.provider_ref).recordings
  const [found] = attempts > 1 ? await recordings.list({ limit: 1 }) : []
  const made =
    found ??
    (await recordings.create({
      recordingChannels: 'dual',
      recordingTrack: 'both',
      recordingStatusCallback: urlsOf(account.publicUrl).recording(call.id, recordingId),
      recordingStatusCallbackMethod: 'POST',
      recordingStatusCallbackEvent: ['completed', 'absent'],
    }))
  await expectRecording(db, recordingId, { ref: made.sid })
}
