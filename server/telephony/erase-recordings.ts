/** Recordings of a client who is erased: first the row says so, then the file goes, however often that has to be tried. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { recordingErased } from '#shared/telephony/call.events.ts'
import { recordingStates } from '#shared/telephony/call.state.ts'
import { inTransaction } from '../platform/database.ts'
import { appendEvent } from '../platform/events.ts'
import type { Platform } from '../platform/platform.ts'
import {
  moveRecording,
  noteRemoved,
  type RecordingRow,
  recordingsOfCalls,
  recordingsToRemove,
} from './recording.store.ts'
import { isBeingWritten, recordingsFolder } from './recordings-folder.ts'

const BATCH = 100

/** True when nothing is left of them: neither one that still runs, or is to come, nor a file. */
export const eraseRecordings = async (platform: Platform, calls: string[]): Promise<boolean> => {
  const { db } = platform
  for (;;) {
    const rows = await recordingsOfCalls(db, calls, recordingStates.moves.erase.from, BATCH)
    for (const row of rows) await erase(platform, row)
    if (rows.length < BATCH) break
  }
  const unsettled = await recordingsOfCalls(db, calls, ['recording', 'paused'], 1)
  return (await removeErased(platform)) && unsettled.length === 0
}

const erase = ({ db, clock }: Platform, row: RecordingRow): Promise<void> =>
  inTransaction(db, async (trx) => {
    if (!(await moveRecording(trx, row.id, 'erase'))) return
    await appendEvent(trx, recordingErased, {
      subjectId: row.id,
      actorId: null,
      at: clock.now(),
      data: { callId: row.call_id, interactionId: row.interaction_id },
    })
  })

/** True when every file of an erased recording is gone. */
export const removeErased = async (platform: Platform): Promise<boolean> => {
  const folder = recordingsFolder(platform.config)
  for (;;) {
    const rows = await recordingsToRemove(platform.db)
    if (rows.length === 0) return true
    for (const { id, path } of rows) {
      // Whoever mends it would write it anew.
      if (await isBeingWritten(folder, id)) return false
      await rm(join(folder, path), { force: true })
      await rm(join(folder, `${path}.part`), { force: true })
      await noteRemoved(platform.db, id, platform.clock.now())
    }
  }
}
