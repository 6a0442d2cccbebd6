/** The file of a client's data goes when its days are over, or whom it is of is parted in two, or erased; that it was made stays. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { familyOf } from '#server/clients/index.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import {
  type DisclosureRow,
  expiredDisclosures,
  isOfParted,
  readyDisclosures,
  standingDisclosures,
} from './disclosure.store.ts'
import { disclosuresFolder, fileOf, partOf } from './disclosures-folder.ts'
import { stepDisclosure } from './step-disclosure.ts'

export const forgetExpired = async (platform: Platform): Promise<void> => {
  const { db, clock } = platform
  for (const row of await expiredDisclosures(db, clock.now())) await forget(platform, row)
  for (const row of await readyDisclosures(db)) {
    if (await isOfParted(db, row, await familyOf(db, row.client_id))) await forget(platform, row)
  }
}

/** @param clients the card and all that is merged into it */
export const forgetDisclosuresOf = async (platform: Platform, clients: string[]): Promise<void> => {
  for (const row of await standingDisclosures(platform.db, clients)) await forget(platform, row)
}

/**
 * With the row held: whoever makes the file is done before, or finds after that it is wanted no more. The files before the end
 * of it: a crash in between leaves a row whose file is looked for in vain, never a file that nobody knows of.
 */
const forget = (platform: Platform, row: DisclosureRow): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    await stepDisclosure(trx, row, 'forget', { at: platform.clock.now() })
    for (const file of [fileOf(row.id), partOf(row.id)]) {
      await rm(join(disclosuresFolder(platform.config), file), { force: true })
    }
  })
