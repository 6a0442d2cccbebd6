/** Bytes that no row wants any more leave the storage: of files refused, taken off, erased, or that never came whole. */
import { rm } from 'node:fs/promises'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { storageOf } from '#server/platform/storage/open-storage.ts'
import {
  deleteArriving,
  erasableAttachments,
  leavingAttachments,
  noteGone,
  someArriving,
} from './attachment.store.ts'
import { incomingFile, keyOf } from './attachment-file.ts'
import { stepAttachment } from './step-attachment.ts'

const BATCH = 100
/** Nothing takes so long to come in. */
const STOPPED_MS = 86_400_000

/** First the bytes, then the word that they are gone: a crash in between only has them looked for once more. */
export const clearFiles = async ({ db, config, clock }: Platform): Promise<void> => {
  for (;;) {
    const rows = await leavingAttachments(db, clock.now() - STOPPED_MS, BATCH)
    for (const { id, state } of rows) {
      await storageOf(config).remove(keyOf(id))
      await rm(incomingFile(config, id), { force: true })
      if (state === 'arriving') await deleteArriving(db, id)
      else await noteGone(db, id, clock.now())
    }
    if (rows.length < BATCH) return
  }
}

/** True when nothing is left of the files of these claims, nor on its way. Names go by the places of identity. */
export const eraseAttachments = async (platform: Platform, claims: string[]): Promise<boolean> => {
  const { db, clock } = platform
  for (const row of await erasableAttachments(db, claims)) {
    await inTransaction(db, (trx) =>
      stepAttachment(trx, row, { move: 'erase', actorId: null, at: clock.now() }),
    )
  }
  await clearFiles(platform)
  return !(await someArriving(db, claims))
}
