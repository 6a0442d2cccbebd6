import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { persist } from './persist.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('tries until it succeeds, each time waiting longer, and tells every failure', async () => {
  const at: number[] = []
  const from = Date.now()
  const told: unknown[] = []
  const done = persist(
    async () => {
      at.push(Date.now() - from)
      if (at.length < 5) throw new Error(`failure ${at.length}`)
      return 'done'
    },
    (error) => told.push((error as Error).message),
    [100, 1_000],
  )
  await vi.runAllTimersAsync()
  expect(await done).toBe('done')
  expect(at).toEqual([0, 100, 1_100, 2_100, 3_100])
  expect(told).toEqual(['failure 1', 'failure 2', 'failure 3', 'failure 4'])
})
