/** Where files of evidence lie until they are taken or their days are over; no backup holds them. */
import { join, resolve } from 'node:path'
import type { Config } from '#server/platform/config.ts'

export const evidenceFolder = (config: Pick<Config, 'DATA_DIR'>): string =>
  resolve(join(config.DATA_DIR, 'evidence'))

export const fileOfPack = (packId: string): string => `${packId}.zip`
