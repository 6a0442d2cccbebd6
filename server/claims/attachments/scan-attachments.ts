/** A scanner looks at what lies in quarantine. Until it answers nobody gets the file; what it does not answer is asked again. */
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { scannerOf } from '#server/platform/scanner/open-scanner.ts'
import { type AttachmentRow, scanAgain, takeForScan } from './attachment.store.ts'
import { readAttachmentFile } from './attachment-file.ts'
import { stepAttachment } from './step-attachment.ts'

const AT_ONCE = 20
/** Nobody else takes it meanwhile; a worker that died is followed after so long, ms. */
const HELD_MS = 600_000
const LONGEST_PAUSE_MS = 600_000

export const scanAttachments = async (platform: Platform): Promise<void> => {
  const now = platform.clock.now()
  const rows = await takeForScan(platform.db, { now, until: now + HELD_MS, limit: AT_ONCE })
  for (const row of rows) await scan(platform, row)
}

const scan = async (platform: Platform, row: AttachmentRow): Promise<void> => {
  const { db, config, clock, log } = platform
  const scanner = scannerOf(config)
  try {
    const { found } = scanner
      ? await scanner(() => readAttachmentFile(config, row.id))
      : // It was taken away while files waited for it.
        { found: null }
    const at = clock.now()
    const facts = { found, ...(scanner && { scanned_at: new Date(at) }) }
    const move = found === null ? 'pass' : 'refuse'
    await inTransaction(db, (trx) => stepAttachment(trx, row, { move, actorId: null, at, facts }))
    if (found !== null) log.warn({ attachmentId: row.id, claimId: row.claim_id, found }, 'a file was refused')
  } catch (error) {
    const pause = Math.min(LONGEST_PAUSE_MS, 2_000 * 2 ** Math.min(row.scans, 10))
    log.error({ err: error, attachmentId: row.id, scans: row.scans }, 'a file could not be scanned')
    await scanAgain(db, row.id, clock.now() + pause)
  }
}
