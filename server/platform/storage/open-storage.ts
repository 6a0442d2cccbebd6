/** The storage that the configuration names. */
import type { Config } from '../config.ts'
import { diskStorage } from './disk-storage.ts'
import { bucketOf, s3Storage } from './s3-storage.ts'
import type { Storage } from './storage.ts'

const opened = new WeakMap<Config, Storage>()

/** One for each configuration: a bucket is connected to once. */
export const storageOf = (config: Config): Storage => {
  const known = opened.get(config)
  if (known) return known
  const bucket = bucketOf(config)
  const storage = bucket ? s3Storage(bucket) : diskStorage(config)
  opened.set(config, storage)
  return storage
}
