/** Where the files of imports stand until they are staged; for servers and workers alike. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#server/platform/config.ts'

export const importsFolder = ({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): string => join(DATA_DIR, 'imports')

export const importFile = (config: Pick<Config, 'DATA_DIR'>, importId: string): string =>
  join(importsFolder(config), importId)

export const forgetFile = (config: Pick<Config, 'DATA_DIR'>, importId: string): Promise<void> =>
  rm(importFile(config, importId), { force: true })
