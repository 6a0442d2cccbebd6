/** A recording on its way to a listener: by byte ranges, within the listener's reach, each playback audited. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Response } from 'express'
import { audit } from '../identity/index.ts'
import { type Actor, reachOf } from '../platform/actor.ts'
import { notFound } from '../platform/errors.ts'
import { SENT } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { findReachableRecording } from './recording.store.ts'
import { recordingsFolder } from './recordings-folder.ts'

export const playRecording = async (
  platform: Platform,
  recordingId: string,
  actor: Actor,
  response: Response,
): Promise<typeof SENT> => {
  const recording = await findReachableRecording(platform.db, recordingId, reachOf(actor, 'recording.play'))
  if (!recording) throw notFound('recording', recordingId)
  const root = recordingsFolder(platform.config)
  const exists = await stat(join(root, recording.path)).then(
    (file) => file.isFile(),
    () => false,
  )
  if (!exists) throw notFound('recording_file', recordingId)
  await audit(platform.db, {
    at: platform.clock.now(),
    actorId: actor.userId,
    action: 'recording.play',
    outcome: 'ok',
    subjectKind: 'recording',
    subjectId: recordingId,
  })
  response.setHeader('content-type', 'audio/wav')
  response.setHeader('cache-control', 'private, no-store')
  response.setHeader('content-disposition', `inline; filename="${recordingId}.wav"`)
  await new Promise<void>((done, failed) =>
    response.sendFile(recording.path, { root, acceptRanges: true, cacheControl: false }, (error) => {
      // A listener who stops listening is no fault.
      if (error && !response.headersSent) failed(error)
      else done()
    }),
  )
  return SENT
}
