import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrame, FRAME, RATE } from './frame.ts'
import { mixFrames, rampFrame, softClip } from './mix.ts'
import { sine, toneLevel } from './testing/tone.ts'

test('none is silence, one is itself, several are their sum', () => {
  const out = createFrame().fill(9)
  mixFrames([], out)
  expect(out.every((value) => value === 0)).toBe(true)
  const a = sine(400, FRAME, { rate: RATE })
  mixFrames([a], out)
  expect(out).toEqual(a)
  mixFrames([a, sine(1000, FRAME, { rate: RATE })], out)
  expect(toneLevel(out, 400, RATE)).toBeGreaterThan(7500)
  expect(toneLevel(out, 1000, RATE)).toBeGreaterThan(7500)
})

test('a sum never wraps round, keeps its sign and grows with its parts', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 700_000 }), fc.nat({ max: 1000 }), (value, more) => {
      const bent = softClip(value)
      expect(Math.abs(bent)).toBeLessThanOrEqual(32_767)
      expect(bent * value).toBeGreaterThanOrEqual(0)
      expect(softClip(value + more)).toBeGreaterThanOrEqual(bent)
      if (Math.abs(value) <= 24_576) expect(bent).toBe(value)
    }),
  )
})

test('a ramp goes from one gain to the other', () => {
  const frame = createFrame().fill(1000)
  rampFrame(frame, 0, 1)
  expect(frame[0]).toBe(0)
  expect(frame[FRAME / 2]).toBeCloseTo(500, -1)
  expect(frame.at(-1)).toBeGreaterThan(990)
})
