/** The parts of a packed file, each as a stream, held to limits: a small file may unpack into one that fills the disk. */
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { IMPORT_LIMITS } from '#shared/imports/import-file.contract.ts'
import { BadFile } from './bad-file.ts'

const MOST_PARTS = 2_000

export type Packed = {
  has(name: string): boolean
  /** @throws BadFile where there is none of that name, or it is larger than it may be */
  open(name: string, mostBytes?: number): Promise<Readable>
  close(): void
}

export const unpack = async (path: string): Promise<Packed> => {
  const zip = await openZip(path)
  const parts = new Map<string, yauzl.Entry>()
  try {
    await list(zip, parts)
  } catch (error) {
    zip.close()
    throw error instanceof BadFile ? error : new BadFile('broken_file', { cause: error })
  }
  return {
    has: (name) => parts.has(name),
    open: (name, mostBytes = IMPORT_LIMITS.unpackedBytes) => {
      const part = parts.get(name)
      if (!part) throw new BadFile('not_a_table')
      // The size that is told is kept to as it unpacks: the library ends a stream that goes beyond it.
      if (part.uncompressedSize > mostBytes) throw new BadFile('unpacks_too_large')
      return new Promise((resolve, reject) =>
        zip.openReadStream(part, (error, stream) =>
          error ? reject(new BadFile('broken_file', { cause: error })) : resolve(stream),
        ),
      )
    },
    close: () => zip.close(),
  }
}

const openZip = (path: string): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(new BadFile('broken_file', { cause: error })) : resolve(zip),
    ),
  )

const list = (zip: yauzl.ZipFile, parts: Map<string, yauzl.Entry>): Promise<void> =>
  new Promise((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      parts.set(entry.fileName, entry)
      if (parts.size > MOST_PARTS) reject(new BadFile('unpacks_too_large'))
      else zip.readEntry()
    })
    zip.once('end', resolve)
    zip.once('error', reject)
    zip.readEntry()
  })
