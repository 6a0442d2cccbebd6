import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { startClock } from './clock.ts'
import { pause, soon } from './testing/media-fixture.ts'

let clock: ReturnType<typeof startClock>
afterEach(() => clock.stop())

const busy = (ms: number): void => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('one tick for each 10 ms, made up for when the loop was busy', async () => {
  const from = performance.now()
  const ticks: number[] = []
  clock = startClock((tick) => ticks.push(tick))
  await pause(100)
  busy(100)
  await pause(100)
  clock.stop()
  const passed = (performance.now() - from) / 10
  expect(ticks.at(-1)).toBeGreaterThan(passed - 10)
  expect(ticks.at(-1)).toBeLessThanOrEqual(passed)
  if (clock.lateness.skippedTicks === 0) expect(ticks).toEqual(ticks.map((_, i) => i))
  expect(clock.lateness.read().maxMs).toBeGreaterThan(50)
})

test('after a long stop it goes on from now, and says what it skipped', async () => {
  const ticks: number[] = []
  clock = startClock((tick) => ticks.push(tick))
  await pause(30)
  busy(600)
  await pause(30)
  expect(clock.lateness.skippedTicks).toBeGreaterThan(30)
  expect(ticks.length + clock.lateness.skippedTicks).toBe(ticks.at(-1)! + 1)
})

test('a process that cannot keep up still does other work', async () => {
  clock = startClock(() => busy(30))
  const from = performance.now()
  for (let i = 0; i < 5; i++) await turn()
  expect(performance.now() - from).toBeLessThan(6000)
  await soon(() => expect(clock.lateness.skippedTicks).toBeGreaterThan(10))
})
