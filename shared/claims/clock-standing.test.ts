import { describe, expect, it } from 'vitest'
import { at, clockOf, HOUR, hoursOfPolicy, preset } from './clock.testing.ts'
import { deadlineOf } from './clock.ts'
import { isBreached, standingOf, startOf, strictest } from './clock-standing.ts'

describe('where a clock stands', () => {
  const clock = clockOf(hoursOfPolicy(4), at('2026-06-03T09:00'))

  it('is decided by timestamps: an answer between two polls may be a breach', () => {
    const answered = at('2026-06-03T13:01')
    const polledLater = at('2026-06-03T18:00')
    expect(standingOf(clock, null, at('2026-06-03T12:59')).state).toBe('running')
    expect(standingOf(clock, answered, polledLater)).toMatchObject({ state: 'breached', lateMs: 60_000 })
    expect(standingOf(clock, at('2026-06-03T13:00'), polledLater)).toMatchObject({ state: 'met', lateMs: 0 })
    expect(isBreached(deadlineOf(clock), null, at('2026-06-03T13:00'))).toBe(false)
    expect(isBreached(deadlineOf(clock), null, at('2026-06-03T13:00') + 1)).toBe(true)
  })

  it('is held while held, and breached where the hold came too late', () => {
    const held = { ...clock, holds: [{ from: at('2026-06-03T12:00'), to: null }] }
    expect(standingOf(held, null, at('2026-06-05T12:00'))).toEqual({
      state: 'held',
      deadlineAt: null,
      elapsedMs: 3 * HOUR,
      heldMs: (5 + 8 + 3) * HOUR,
      lateMs: 0,
    })
    const late = { ...clock, holds: [{ from: at('2026-06-03T14:00'), to: null }] }
    expect(standingOf(late, null, at('2026-06-03T15:00')).state).toBe('breached')
  })

  it('lets the strictest running clock drive the desk', () => {
    const law = clockOf(preset('ru-consumer-demand'), at('2026-06-01T10:00'))
    const held = { ...clock, holds: [{ from: at('2026-06-03T12:00'), to: null }] }
    expect(strictest([law, clock])).toBe(clock)
    expect(strictest([held, law])).toBe(law)
    expect(strictest([held])).toBe(held)
    expect(strictest([])).toBeNull()
  })

  it('starts by the moment its terms name', () => {
    expect(startOf(preset('ru-business-claim'), { sentAt: 1, receivedAt: 2 })).toBe(1)
    expect(startOf(preset('uk-final-response'), { sentAt: 1, receivedAt: 2 })).toBe(2)
    expect(startOf(preset('ru-consumer-demand'), { sentAt: 1, receivedAt: 2 })).toBeNull()
  })
})
