/** Writes an archive out, whole, and ends it; a file of it that cannot be read fails the whole, and nothing else. */
import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A file of an archive, opened when its turn comes. */
export type Packed = { name: string; bytes: number; open: () => Promise<Readable> }

export const writeZip = async (
  target: string,
  fill: (archive: ZipFile) => void,
  files: readonly Packed[],
): Promise<void> => {
  const archive = new ZipFile()
  const failed = new Promise<never>((_, reject) => archive.on('error', reject))
  fill(archive)
  // What is attached to a claim does not grow smaller by it.
  for (const { name, bytes, open } of files) {
    archive.addReadStreamLazy(name, { compress: false, size: bytes }, (opened) => {
      open().then(
        (stream) => opened(null, stream),
        (error: unknown) => opened(error, null as never),
      )
    })
  }
  archive.end()
  await Promise.race([pipeline(archive.outputStream, createWriteStream(target, { mode: 0o600 })), failed])
}
