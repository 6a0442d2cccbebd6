/**
 * Reconciler: a recording whose end was never told (the process that wrote it died, and the one that mended it was not
 * heard) does not run for ever. Its file says how long it is; where there is none it is lost.
 */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { inTransaction } from '../platform/database.ts'
import { lockCall } from './call.store.ts'
import { measureRecordingFile, type RecordingSize } from './measure-recording-file.ts'
import { closeUntold } from './record-call.ts'
import { type UnsettledRecording, unsettledRecordings } from './recording.store.ts'
import { isBeingWritten, recordingsFolder } from './recordings-folder.ts'
import type { Telephony } from './telephony.ts'

/** Media processes mend what a dead one left, and say so, well within this time after a call's end, ms. */
const TOLD_WITHIN_MS = 60_000

/** Answers with how many were settled. A file that is still open to somebody is left to them. */
export const settleRecordings = async (house: Telephony): Promise<number> => {
  const { db, clock, config, log } = house
  const unsettled = await unsettledRecordings(db, clock.now() - TOLD_WITHIN_MS, clock.now())
  if (unsettled.length === 0) return 0
  const folder = recordingsFolder(config)
  if (!(await exists(folder))) {
    log.error(
      { folder, recordings: unsettled.length },
      'recordings cannot be looked for: their folder is not here',
    )
    return 0
  }
  let settled = 0
  for (const recording of unsettled) if (await settle(house, folder, recording)) settled += 1
  return settled
}

const settle = async (house: Telephony, folder: string, recording: UnsettledRecording): Promise<boolean> => {
  if (await isBeingWritten(folder, recording.id)) return false
  let size: RecordingSize | null
  try {
    size = await measureRecordingFile(join(folder, recording.path))
  } catch (error) {
    house.log.error(
      { err: error, recordingId: recording.id },
      'a recording cannot be read; it is tried again',
    )
    return false
  }
  const done = await inTransaction(house.db, async (trx) => {
    const call = await lockCall(trx, recording.call_id)
    return call !== undefined && closeUntold(trx, recording.id, size, house.clock.now())
  })
  if (done)
    house.log.warn(
      { recordingId: recording.id, path: recording.path, ...size },
      'a recording was settled by its file',
    )
  return done
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
