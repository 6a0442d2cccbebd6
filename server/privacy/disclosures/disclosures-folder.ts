/** Where files of clients' data lie until they are taken or their days are over; no backup holds them. */
import { join, resolve } from 'node:path'
import type { Config } from '#server/platform/config.ts'

export const disclosuresFolder = (config: Pick<Config, 'DATA_DIR'>): string =>
  resolve(join(config.DATA_DIR, 'disclosures'))

export const fileOf = (disclosureId: string): string => `${disclosureId}.zip`

/** What it is called until it is whole. */
export const partOf = (disclosureId: string): string => `${fileOf(disclosureId)}.new`
