/** Puts a PDF onto the disk, whole, and sums what was written. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Pdf } from './open-pdf.ts'

export type Written = { bytes: number; sha256: string }

/** Ends the document. */
export const writePdf = async (pdf: Pdf, place: string): Promise<Written> => {
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let bytes = 0
  const summed = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  pdf.end()
  await pipeline(pdf, summed, createWriteStream(place, { mode: 0o600 }))
  return { bytes, sha256: hash.digest('hex') }
}
