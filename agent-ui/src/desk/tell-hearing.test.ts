/** What the hub is told of a desk that hears nothing: once, in order, and again where the word was lost. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const call = vi.fn()
vi.mock('../platform/api.ts', () => ({ call: (...asked: unknown[]) => call(...asked) }))

const HELD = false
const PLAYS = true
const talk = { callId: 'a', deaf: false }
const words = () => call.mock.calls.map(([{ path }]) => path.split('/').at(-1))
let plays = HELD

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers()
  vi.spyOn(console, 'warn').mockReturnValue()
  call.mockReset().mockResolvedValue({})
  plays = HELD
})
afterEach(() => void vi.useRealTimers())

const desk = async () => {
  const { tellHearing } = await import('./tell-hearing.ts')
  const tell = (): Promise<void> => tellHearing(talk, plays, () => void tell())
  return tell
}

test('held back, then playing: each is told once, before the desk’s state has followed', async () => {
  const tell = await desk()
  await tell()
  await tell()
  expect(words()).toEqual(['held-back'])
  plays = PLAYS
  await tell()
  await tell()
  expect(words()).toEqual(['held-back', 'plays'])
})

test('a key pressed while the first word is under way is told right after it', async () => {
  const tell = await desk()
  let arrived: (value: unknown) => void = () => undefined
  call.mockReturnValueOnce(new Promise((resolve) => (arrived = resolve)))
  const first = tell()
  plays = PLAYS
  await tell()
  expect(words()).toEqual(['held-back'])
  arrived({})
  await first
  await vi.waitFor(() => expect(words()).toEqual(['held-back', 'plays']))
})

test('a word that did not arrive is said again; nothing is said of a sound that always played', async () => {
  const tell = await desk()
  call.mockRejectedValueOnce(new Error('offline'))
  await tell()
  await vi.advanceTimersByTimeAsync(1_500)
  expect(words()).toEqual(['held-back', 'held-back'])
  call.mockClear()
  const fresh = (await import('./tell-hearing.ts')).hearingNews
  expect(fresh({ callId: 'b', deaf: false }, PLAYS)).toBeNull()
  expect(fresh({ callId: 'b', deaf: true }, PLAYS)).toBe(false)
})
