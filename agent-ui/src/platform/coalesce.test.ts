import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { coalesce } from './coalesce.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('coalesce', () => {
  it('runs at once, then once for a whole burst, and never two at a time', async () => {
    let open = 0
    let widest = 0
    const work = vi.fn(async () => {
      widest = Math.max(widest, ++open)
      await new Promise((resolve) => setTimeout(resolve, 100))
      open--
    })
    const poke = coalesce(work, 250)
    poke()
    expect(work).toHaveBeenCalledTimes(1)
    for (let i = 0; i < 50; i++) poke()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(work).toHaveBeenCalledTimes(2)
    expect(widest).toBe(1)
  })

  it('answers a stream that never pauses', async () => {
    const work = vi.fn(async () => undefined)
    const poke = coalesce(work, 250)
    for (let ms = 0; ms < 2_000; ms += 20) {
      poke()
      await vi.advanceTimersByTimeAsync(20)
    }
    expect(work.mock.calls.length).toBeGreaterThanOrEqual(7)
    expect(work.mock.calls.length).toBeLessThanOrEqual(9)
  })

  it('goes on after a failure', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const work = vi.fn().mockRejectedValueOnce(new Error('down')).mockResolvedValue(undefined)
    const poke = coalesce(work, 10)
    poke()
    await vi.advanceTimersByTimeAsync(20)
    poke()
    expect(work).toHaveBeenCalledTimes(2)
    expect(warn).toHaveBeenCalledOnce()
  })
})
