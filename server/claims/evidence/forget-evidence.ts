/** A file of evidence goes when its days are over, or whom it is about is erased; that it was made stays. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { type EvidenceRow, expiredPacks, standingPacks } from './evidence.store.ts'
import { evidenceFolder, fileOfPack } from './evidence-folder.ts'
import { stepEvidence } from './step-evidence.ts'

export const forgetOldEvidence = async (platform: Platform): Promise<void> => {
  for (const row of await expiredPacks(platform.db, platform.clock.now())) await forget(platform, row)
}

export const eraseEvidence = async (platform: Platform, claims: string[]): Promise<void> => {
  for (const row of await standingPacks(platform.db, claims)) await forget(platform, row)
}

/** With the row held: the file before the end of it, so that none is left that nobody knows of. */
const forget = (platform: Platform, row: EvidenceRow): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    await stepEvidence(trx, row, { move: 'forget', at: platform.clock.now() })
    await rm(join(evidenceFolder(platform.config), fileOfPack(row.id)), { force: true })
  })
