/** For whoever sends something long piece by piece: who reads slowly is not read ahead for. */
import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** Until there is room again, or nobody reads any more. */
export const drained = async (to: Writable): Promise<void> => {
  const waiting = new AbortController()
  const { signal } = waiting
  try {
    await Promise.race([once(to, 'drain', { signal }), once(to, 'close', { signal })])
  } finally {
    waiting.abort()
  }
}
