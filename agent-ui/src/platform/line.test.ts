import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LineEvent, type LineState, nextLine, slept, worthTelling, writable } from './line.ts'

const walk = (...events: LineEvent[]) => events.reduce<LineState>(nextLine, 'idle')

describe('the live line', () => {
  it('is writable only after it has caught up', () => {
    expect(walk('started', 'connected')).toBe('catching-up')
    expect(writable(walk('started', 'connected'))).toBe(false)
    expect(writable(walk('started', 'connected', 'caught-up'))).toBe(true)
  })

  it('is never live again after a drop without catching up (L24)', () => {
    const events = fc.array(
      fc.constantFrom<LineEvent>('connected', 'dropped', 'network-lost', 'network-back', 'started'),
    )
    fc.assert(
      fc.property(events, (more) => {
        const dropped = walk('started', 'connected', 'caught-up', 'dropped')
        expect(more.reduce<LineState>(nextLine, dropped)).not.toBe('live')
      }),
    )
  })

  it('leaves signed-out only by a new start', () => {
    const out = walk('started', 'connected', 'caught-up', 'session-ended')
    expect(out).toBe('signed-out')
    expect(nextLine(nextLine(out, 'connected'), 'network-back')).toBe('signed-out')
    expect(nextLine(out, 'started')).toBe('connecting')
  })

  it('says nothing about a blink, and always about an end', () => {
    expect(worthTelling('reconnecting', 500)).toBe(false)
    expect(worthTelling('reconnecting', 2_000)).toBe(true)
    expect(worthTelling('offline', 0)).toBe(true)
    expect(worthTelling('live', 99_999)).toBe(false)
  })

  it('knows a slept machine from a late tick (L6)', () => {
    expect(slept(0, 5_000)).toBe(false)
    expect(slept(0, 60_000)).toBe(true)
  })
})
