/** For whoever sends a long answer piece by piece: who reads slowly is not read ahead for. */
import { once } from 'node:events'
import type { Response } from 'express'

/** Until there is room again, or nobody reads any more. */
export const drained = async (response: Response): Promise<void> => {
  const waiting = new AbortController()
  const { signal } = waiting
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })])
  } finally {
    waiting.abort()
  }
}
