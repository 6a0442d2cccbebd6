/** Where recordings are kept, and which of them somebody writes at this moment. */
import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Config } from '../platform/config.ts'

export const recordingsFolder = (config: Pick<Config, 'DATA_DIR' | 'RECORDINGS_DIR'>): string =>
  resolve(config.RECORDINGS_DIR ?? join(config.DATA_DIR, 'recordings'))

/** Whoever writes a recording keeps a marker beside it until its file is whole; so does what waits to be mended. */
export const isBeingWritten = (folder: string, recordingId: string): Promise<boolean> =>
  access(join(folder, '.open', `${encodeURIComponent(recordingId)}.json`)).then(
    () => true,
    () => false,
  )
