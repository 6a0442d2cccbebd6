/** Brings a recording from the provider into the hub's own storage, and says how long it is. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type Carrier, DeadEffect } from '../../platform/outbox.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { measureRecordingFile } from '../measure-recording-file.ts'
import { findRecording } from '../recording.store.ts'
import { recordingsFolder } from '../recordings-folder.ts'
import type { Telephony } from '../telephony.ts'
import { type Account, isAccount, PROVIDER, readSettings } from './settings.ts'
import { toHouseWav } from './stereo-wav.ts'

const COMES_WITHIN_MS = 120_000
const payload = z.object({
  recordingId: z.uuid(),
  ref: z.string().regex(/^RE[0-9a-zA-Z]+$/),
})

/** Fetched twice it is written twice, whole each time. */
export const recordingCarrier =
  (house: Telephony): Carrier =>
  async (effect) => {
    const { recordingId, ref } = payload.parse(effect.payload)
    const recording = await findRecording(house.db, recordingId)
    if (!recording) throw new DeadEffect('there is no such recording')
    const account = await readSettings(house)
    if (!isAccount(account)) throw new DeadEffect('the account is not set up')
    const wav = toHouseWav(await download(account, ref))
    if (!wav) throw new DeadEffect('what came is no recording')
    const path = join(recordingsFolder(house.config), recording.path)
    await mkdir(dirname(path), { recursive: true })
    // Under another name until it is whole: who listens meanwhile finds nothing rather than half.
    await writeFile(`${path}.part`, wav)
    await rename(`${path}.part`, path)
    const size = await measureRecordingFile(path)
    await applyCallEvent(house, {
      kind: 'recording-ended',
      provider: PROVIDER,
      eventId: `${ref}:fetched`,
      callId: recording.call_id,
      at: house.clock.now(),
      recordingId,
      durationMs: size?.durationMs ?? 0,
      bytes: size?.bytes ?? 0,
      how: 'whole',
    })
    return { bytes: size?.bytes }
  }

/** By its name at the provider, never by an address that somebody sent. Not there yet is tried again. */
const download = async ({ apiUrl, accountSid, authToken }: Account, ref: string): Promise<Buffer> => {
  const response = await fetch(
    `${apiUrl}/2010-04-01/Accounts/${accountSid}/Recordings/${ref}.wav?RequestedChannels=2`,
    {
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      signal: AbortSignal.timeout(COMES_WITHIN_MS),
    },
  )
  if (response.status === 401 || response.status === 403)
    throw new DeadEffect(`the provider answers ${response.status}`)
  if (!response.ok) throw new Error(`the provider answers ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}
