import { expect, test } from 'vitest'
import { RATE } from './frame.ts'
import { createResampler } from './resample.ts'
import { loudness, sine, toneLevel } from './testing/tone.ts'

/** Feeds a second in frames of 10 ms through. */
const through = (rate: number, hz: number): Int16Array => {
  const resampler = createResampler(rate)
  const frames = Array.from({ length: 100 }, (_, i) => {
    const samples = rate / 100
    return [...resampler.process(sine(hz, samples, { rate, phase: i * samples }))]
  })
  return Int16Array.from(frames.flat())
}

test.each([8000, 16_000, 32_000, 44_100, 48_000])('%i Hz becomes 16 kHz, one second long', (rate) => {
  const out = through(rate, 440)
  expect(Math.abs(out.length - RATE)).toBeLessThanOrEqual(12)
  const settled = out.slice(1600, 14_400)
  expect(toneLevel(settled, 440, RATE)).toBeGreaterThan(7600)
  // What is not the tone (images, steps between frames) is at least 35 dB below it.
  const rest = Math.sqrt(
    Math.max(0, loudness(settled) ** 2 - (toneLevel(settled, 440, RATE) / Math.SQRT2) ** 2),
  )
  expect(rest).toBeLessThan(140)
})

test('from 48 kHz speech stays whole and nothing above 8 kHz folds back', () => {
  const settled = (hz: number): Int16Array => through(48_000, hz).slice(1600)
  expect(toneLevel(settled(1000), 1000, RATE)).toBeGreaterThan(7800)
  expect(toneLevel(settled(5000), 5000, RATE)).toBeGreaterThan(7000)
  expect(loudness(settled(10_000))).toBeLessThan(100)
  expect(loudness(settled(12_000))).toBeLessThan(100)
})

test('pieces of any size give the same as one piece', () => {
  const whole = sine(440, 4800, { rate: 48_000 })
  const inOne = createResampler(48_000).process(whole)
  const resampler = createResampler(48_000)
  const parts: number[] = []
  for (let at = 0, size = 1; at < whole.length; at += size, size = (size * 7) % 311 || 1) {
    parts.push(...resampler.process(whole.slice(at, at + size)))
  }
  expect(parts).toEqual([...inOne].slice(0, parts.length))
  expect(inOne.length - parts.length).toBeLessThanOrEqual(1)
})
