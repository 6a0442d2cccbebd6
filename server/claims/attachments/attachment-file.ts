/** Where the bytes of a file on a claim stand: in the storage under its id, and beside it while they come in. */
import path from 'node:path'
import type { Readable } from 'node:stream'
import type { Config } from '#server/platform/config.ts'
import { storageOf } from '#server/platform/storage/open-storage.ts'
import { isStored } from '#server/platform/storage/storage.ts'

export const keyOf = (attachmentId: string): string => `attachments/${attachmentId}`

/** For who has made sure that it may be read. */
export const readAttachmentFile = (config: Config, attachmentId: string): Promise<Readable> =>
  storageOf(config).read(keyOf(attachmentId))

/** Whoever packs files lists one that the storage has lost, and packs the others. */
export const hasAttachmentFile = (config: Config, attachmentId: string): Promise<boolean> =>
  isStored(storageOf(config), keyOf(attachmentId))

/** What a crash has left here goes after a day; no backup holds it. */
export const incomingFile = ({ DATA_DIR }: Pick<Config, 'DATA_DIR'>, attachmentId: string): string =>
  path.join(DATA_DIR, 'incoming', `${attachmentId}.new`)
