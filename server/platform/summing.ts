/** Counts and sums what goes through, in memory no more than a piece of it. */
import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'

/** `sha256` in hexadecimal. */
export type Sum = { bytes: number; sha256: string }

/** @param limit bytes, beyond which it fails with what `beyond` makes */
export const summing = (
  limit: { bytes: number; beyond: () => Error } | null = null,
): { stream: Transform; read(): Sum } => {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      done(limit && bytes > limit.bytes ? limit.beyond() : null, chunk)
    },
  })
  return { stream, read: () => ({ bytes, sha256: hash.digest('hex') }) }
}
