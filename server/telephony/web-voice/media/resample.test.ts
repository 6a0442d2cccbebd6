import { expect, test } from 'vitest'
import { createDecimator, createUpsampler } from './resample.ts'
import { loudness, sine, toneLevel } from './testing/tone.ts'

/** Feeds 100 frames of 10 ms through and returns what comes after the filter has settled. */
const through = (rate: number, hz: number): Int16Array => {
  const resampler = createUpsampler(rate)
  const frames = Array.from({ length: 100 }, (_, i) => {
    const samples = rate / 100
    return [...resampler.process(sine(hz, samples, { rate, phase: i * samples }))]
  })
  return Int16Array.from(frames.flat())
}

test.each([8000, 16_000, 24_000, 32_000, 44_100, 48_000])('%i Hz becomes 48 kHz, one second long', (rate) => {
  const out = through(rate, 440)
  expect(Math.abs(out.length - 48_000)).toBeLessThanOrEqual(1)
  const settled = out.slice(4800, 43_200)
  expect(toneLevel(settled, 440)).toBeGreaterThan(7600)
  // What is not the tone (images, steps between frames) is at least 35 dB below it.
  const rest = Math.sqrt(Math.max(0, loudness(settled) ** 2 - (toneLevel(settled, 440) / Math.SQRT2) ** 2))
  expect(rest).toBeLessThan(140)
})

test('the recorder keeps speech and lets nothing above 8 kHz fold back', () => {
  const narrow = (hz: number): Int16Array => {
    const decimator = createDecimator()
    const out = new Int16Array(16_000)
    for (let i = 0; i < 100; i++) {
      decimator.process(sine(hz, 480, { phase: i * 480 }), out.subarray(i * 160, (i + 1) * 160))
    }
    return out.slice(1600)
  }
  expect(toneLevel(narrow(1000), 1000, 16_000)).toBeGreaterThan(7800)
  expect(toneLevel(narrow(5000), 5000, 16_000)).toBeGreaterThan(7000)
  expect(loudness(narrow(10_000))).toBeLessThan(100)
  expect(loudness(narrow(12_000))).toBeLessThan(100)
})
