/** Puts a PDF onto the disk, whole, and sums what was written. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Sum, summing } from '../summing.ts'
import type { Pdf } from './open-pdf.ts'

/** Ends the document. */
export const writePdf = async (pdf: Pdf, place: string): Promise<Sum> => {
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
  const sum = summing()
  pdf.end()
  await pipeline(pdf, sum.stream, createWriteStream(place, { mode: 0o600 }))
  return sum.read()
}
