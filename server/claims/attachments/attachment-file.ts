/** Where the bytes of a file on a claim stand: in the storage under its id, and beside it while they come in. */
import path from 'node:path'
import type { Config } from '#server/platform/config.ts'

export const keyOf = (attachmentId: string): string => `attachments/${attachmentId}`

/** What a crash has left here goes after a day; no backup holds it. */
export const incomingFile = ({ DATA_DIR }: Pick<Config, 'DATA_DIR'>, attachmentId: string): string =>
  path.join(DATA_DIR, 'incoming', `${attachmentId}.new`)
