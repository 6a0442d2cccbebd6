import { expect, test } from 'vitest'
import { sweepStateOf } from './jobs.contract.ts'

const NOW = 1_000_000_000
const sweep = (lastAgoMs: number | null, failedAgoMs: number | null, everyMs = 5_000) => ({
  everyMs,
  lastAt: lastAgoMs === null ? null : NOW - lastAgoMs,
  failedAt: failedAgoMs === null ? null : NOW - failedAgoMs,
})

test.each([
  ['never ran', sweep(null, null), 'new'],
  ['ran just now', sweep(1_000, null), 'works'],
  ['failed the last time', sweep(1_000, 1_000), 'failed'],
  ['failed once, and ran since', sweep(1_000, 6_000), 'works'],
  ['a round was missed, and written down late', sweep(29_000, null), 'works'],
  ['stands still', sweep(31_000, null), 'late'],
  ['stands still since it failed', sweep(31_000, 31_000), 'late'],
  ['seldom, and not yet due', sweep(600_000, null, 600_000), 'works'],
])('%s', (_, given, state) => expect(sweepStateOf(given, NOW)).toBe(state))
