/** How long a recording's file is, by its own header. */
import { open } from 'node:fs/promises'

export type RecordingSize = { durationMs: number; bytes: number }

const HEADER_BYTES = 44

/**
 * Null when there is no file. A header that was not finished counts the sound that follows it. Errors other than a
 * missing file are thrown: the disk may answer the next time.
 * Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft, 1991).
 */
export const measureRecordingFile = async (path: string): Promise<RecordingSize | null> => {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!handle) return null
  try {
    const { size } = await handle.stat()
    const header = Buffer.alloc(HEADER_BYTES)
    const { bytesRead } = await handle.read(header, 0, HEADER_BYTES, 0)
    const bytesPerSecond = header.readUInt32LE(28)
    if (bytesRead < HEADER_BYTES || header.toString('latin1', 0, 4) !== 'RIFF' || bytesPerSecond === 0)
      return { durationMs: 0, bytes: size }
    return { durationMs: Math.floor(((size - HEADER_BYTES) / bytesPerSecond) * 1_000), bytes: size }
  } finally {
    await handle.close()
  }
}
