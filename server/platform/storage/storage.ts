/** Where files are kept that are more than a row: on the disk, or in a bucket that speaks S3. One interface for both. */
import type { Readable } from 'node:stream'

export type Storage = {
  /** All of it or nothing; what stood under the key is replaced. `file` is a path on this machine, and stays there. */
  put(key: string, file: string): Promise<void>
  /** @throws {MissingFile} when nothing stands under the key */
  read(key: string): Promise<Readable>
  /** Nothing under the key is no fault. */
  remove(key: string): Promise<void>
}

export class MissingFile extends Error {
  constructor(key: string) {
    super(`the storage has no ${key}`)
  }
}

/** For `catch`: what the storage has lost is `gone` to whoever asked for it; all else is what it was. */
export const ifMissing =
  (gone: Error) =>
  (error: unknown): never => {
    throw error instanceof MissingFile ? gone : error
  }

/** Does anything stand under the key? A storage that does not answer is no "no". */
export const isStored = async (storage: Storage, key: string): Promise<boolean> => {
  try {
    const file = await storage.read(key)
    // Nobody reads on: what breaks by that is no fault.
    file.on('error', () => undefined).destroy()
    return true
  } catch (error) {
    if (error instanceof MissingFile) return false
    throw error
  }
}

/** `<folder>/<uuid>`: made by the hub alone, so that no name that somebody gave is ever a part of a path. */
const KEY = /^[a-z-]{1,40}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @throws for anything that is not a key of ours */
export const checkKey = (key: string): string => {
  if (!KEY.test(key)) throw new Error('not a key of the storage')
  return key
}
