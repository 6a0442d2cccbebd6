/** The agent's line over the SDK, with a double that follows its documented events. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { VoiceLegView } from '../voice-leg.ts'
import { closeTwilioDevice, createTwilioLine, type LineCall, type LineDevice } from './twilio.ts'

type Double = LineCall & {
  emit(event: string, ...facts: unknown[]): void
  params: Record<string, string>
  muted: boolean
  over: boolean
}

let calls: Double[]
let tokens: string[]
let closed: number
let refuse: (() => unknown) | null
let now = 0

const callDouble = (params: Record<string, string>): Double => {
  const listeners = new Map<string, ((...facts: never[]) => void)[]>()
  const call: Double = {
    params,
    muted: false,
    over: false,
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    emit: (event, ...facts) => {
      for (const tell of listeners.get(event) ?? []) tell(...(facts as never[]))
    },
    mute: (muted) => {
      call.muted = muted
    },
    disconnect: () => {
      call.over = true
      call.emit('disconnect')
    },
    getRemoteStream: () => undefined,
  }
  return call
}

const deviceDouble: LineDevice = {
  connect: async ({ params }) => {
    const refusal = refuse?.()
    if (refusal) throw refusal
    const call = callDouble(params)
    calls.push(call)
    return call
  },
  updateToken: (token) => void tokens.push(`renewed ${token}`),
  destroy: () => {
    closed += 1
  },
  audio: null,
}

beforeEach(() => {
  vi.useFakeTimers()
  calls = []
  tokens = []
  closed = 0
  refuse = null
  now = 0
})
afterEach(() => {
  closeTwilioDevice()
  vi.useRealTimers()
})

const open = (legId = 'leg-1', userId = 'user-1') => {
  const views: VoiceLegView['state'][] = []
  const leg = createTwilioLine({
    legId,
    userId,
    fetchToken: async () => ({ token: `token-${tokens.length}`, lastsMs: 60_000 }),
    openDevice: async (token) => {
      tokens.push(`opened ${token}`)
      return deviceDouble
    },
    isFinal: (error) => (error as { code?: string }).code === 'leg_over',
    onSound: () => undefined,
    onChange: ({ state }) => void (views.at(-1) !== state && views.push(state)),
    now: () => now,
  })
  return { leg, views }
}

test('opens into its own leg, is heard once it is taken, and closes for good', async () => {
  const { leg, views } = open()
  await leg.start()
  expect(calls[0]?.params).toEqual({ legId: 'leg-1' })
  calls[0]?.emit('accept')
  leg.mute(true)
  expect(calls[0]?.muted).toBe(true)
  leg.close()
  expect(calls[0]?.over).toBe(true)
  await vi.runAllTimersAsync()
  expect(calls).toHaveLength(1)
  expect(views).toEqual(['connecting', 'connected', 'closed'])
})

test('a network that stutters is shown, and finds its way back by itself', async () => {
  const { leg, views } = open()
  await leg.start()
  calls[0]?.emit('accept')
  calls[0]?.emit('reconnecting')
  calls[0]?.emit('reconnected')
  expect(views).toEqual(['connecting', 'connected', 'lost', 'connected'])
  expect(calls).toHaveLength(1)
})

test('a line that drops is opened anew, still muted', async () => {
  const { leg, views } = open()
  await leg.start()
  calls[0]?.emit('accept')
  leg.mute(true)
  calls[0]?.emit('disconnect')
  await vi.advanceTimersByTimeAsync(600)
  calls[1]?.emit('accept')
  // What the old line still says counts no more.
  calls[0]?.emit('disconnect')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(views).toEqual(['connecting', 'connected', 'rejoining', 'connected'])
  expect(calls).toHaveLength(2)
  expect(calls[1]?.muted).toBe(true)
})

test('a microphone that is refused is a fault; after it was allowed it may be started again', async () => {
  const { leg } = open()
  refuse = () => Object.assign(new Error('no'), { code: 31208 })
  await leg.start()
  expect(leg.view).toMatchObject({ state: 'idle', fault: 'refused' })
  expect(leg.microphoneWorks()).toBe(false)
  refuse = null
  await leg.start()
  calls[0]?.emit('accept')
  expect(leg.view).toMatchObject({ state: 'connected', fault: null })
})

test('a leg that is over is not asked for again', async () => {
  const { leg } = open()
  refuse = () => Object.assign(new Error('over'), { code: 'leg_over' })
  await leg.start()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(leg.view.state).toBe('closed')
})

test('one device for the desk; its token is renewed between calls, not in one', async () => {
  const first = open('leg-1')
  await first.leg.start()
  calls[0]?.emit('accept')
  now = 20_000
  const second = open('leg-2')
  await second.leg.start()
  expect(tokens).toEqual(['opened token-0'])
  first.leg.close()
  second.leg.close()
  now = 40_000
  await open('leg-3').leg.start()
  expect(tokens).toEqual(['opened token-0', 'renewed token-1'])
})

test('who signs in after another has a device of their own: a line goes out in its user’s name', async () => {
  const first = open('leg-1', 'user-1')
  await first.leg.start()
  first.leg.close()
  await open('leg-2', 'user-2').leg.start()
  expect(tokens).toEqual(['opened token-0', 'opened token-1'])
  expect(closed).toBe(1)
})

test('a fault of the line is one failure: it is opened anew after the shortest pause', async () => {
  const { leg, views } = open()
  await leg.start()
  calls[0]?.emit('accept')
  calls[0]?.emit('error', Object.assign(new Error('gone'), { code: 31005 }))
  await vi.advanceTimersByTimeAsync(600)
  calls[1]?.emit('accept')
  expect(calls[0]?.over).toBe(true)
  expect(calls).toHaveLength(2)
  expect(views).toEqual(['connecting', 'connected', 'rejoining', 'connected'])
})
