import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FRAME, RATE } from './frame.ts'
import { JitterBuffer } from './jitter-buffer.ts'
import { sine } from './testing/tone.ts'

const frameOf = (value: number): Int16Array => new Int16Array(FRAME).fill(value)

test('gives what came, in order, once 30 ms are there', () => {
  const buffer = new JitterBuffer()
  const out = new Int16Array(FRAME)
  buffer.push(frameOf(1))
  buffer.push(frameOf(2))
  expect(buffer.pull(out)).toBe(false)
  buffer.push(frameOf(3))
  for (const value of [1, 2, 3]) {
    expect(buffer.pull(out)).toBe(true)
    expect(out).toEqual(frameOf(value))
  }
})

test('running dry fades out once, then is silent until it has filled again', () => {
  const buffer = new JitterBuffer()
  const out = new Int16Array(FRAME)
  for (let i = 0; i < 3; i++) buffer.push(frameOf(1000))
  for (let i = 0; i < 3; i++) buffer.pull(out)
  expect(buffer.pull(out)).toBe(true)
  expect(out[0]).toBe(1000)
  expect(Math.abs(out.at(-1)!)).toBeLessThan(10)
  expect(buffer.pull(out)).toBe(false)
  for (let i = 0; i < 3; i++) buffer.push(frameOf(2000))
  // It has learned: 40 ms now.
  expect(buffer.pull(out)).toBe(false)
  buffer.push(frameOf(2000))
  expect(buffer.pull(out)).toBe(true)
})

test('a delay left by a burst is worked off within seconds, without a jump in the sound', () => {
  const buffer = new JitterBuffer()
  const out = new Int16Array(FRAME)
  let phase = 0
  const push = (): void => {
    buffer.push(sine(200, FRAME, { phase, rate: RATE }))
    phase += FRAME
  }
  for (let i = 0; i < 8; i++) push()
  let steepest = 0
  let last: number | null = null
  for (let i = 0; i < 2000; i++) {
    buffer.pull(out)
    for (const value of out) {
      if (last !== null) steepest = Math.max(steepest, Math.abs(value - last))
      last = value
    }
    push()
  }
  expect(buffer.size).toBeLessThanOrEqual(4 * FRAME)
  // 200 Hz at 8000 rises by 628 a sample at most; a cut would leap by thousands.
  expect(steepest).toBeLessThan(1500)
})

test('never holds more than 80 ms, whatever comes in whatever pieces', () => {
  const step = fc.oneof(fc.integer({ min: 1, max: 6000 }), fc.constant('pull' as const))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const buffer = new JitterBuffer()
      const out = new Int16Array(FRAME)
      for (const next of steps) {
        if (next === 'pull') buffer.pull(out)
        else buffer.push(new Int16Array(next).fill(7))
        expect(buffer.size).toBeGreaterThanOrEqual(0)
        expect(buffer.size).toBeLessThanOrEqual(8 * FRAME)
      }
    }),
  )
})
