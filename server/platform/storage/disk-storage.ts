/** Files in the data folder. Written beside their place and moved there, so that half a file is never read. */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '../config.ts'
import { checkKey, MissingFile, type Storage } from './storage.ts'

export const filesFolder = ({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): string =>
  path.resolve(path.join(DATA_DIR, 'files'))

export const diskStorage = (config: Pick<Config, 'DATA_DIR'>): Storage => {
  const placeOf = (key: string) => path.join(filesFolder(config), checkKey(key))
  return {
    put: async (key, file) => {
      const place = placeOf(key)
      // A backup passes by what is not whole.
      const part = `${place}.${randomUUID()}.new`
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      try {
        await copyFile(file, part, constants.COPYFILE_FICLONE)
        const written = await open(part, 'r+')
        await written.sync().finally(() => written.close())
        await rename(part, place)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
    },
    read: async (key) => {
      const file = await open(placeOf(key), 'r').catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new MissingFile(key) : error
      })
      return file.createReadStream()
    },
    remove: (key) => rm(placeOf(key), { force: true }),
  }
}
