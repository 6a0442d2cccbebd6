import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import {
  MEDIA_FRAME_LIMIT,
  MEDIA_HEALTH_PATH,
  mediaReply,
  mediaRequest,
} from '#shared/telephony/media.contract.ts'
import { Calls } from './calls.ts'
import { createCommands } from './commands.ts'
import { answerFrame } from './control-server.ts'
import { EventLog } from './event-log.ts'
import { Lateness } from './lateness.ts'
import { loadSounds } from './sounds.ts'
import { createStats } from './stats.ts'
import { type ControlClient, connectControl } from './testing/control-client.ts'
import {
  hears,
  type MediaFixture,
  PROMPTS,
  pause,
  startMediaFixture,
  TOKEN,
} from './testing/media-fixture.ts'
import { createVoicePeer } from './testing/voice-peer.ts'

let media: MediaFixture
let control: ControlClient
let now = 1_000_000

beforeAll(async () => {
  media = await startMediaFixture({
    now: () => now,
    settings: {
      token: TOKEN,
      recordingsDir: '/nonexistent/never-written',
      host: '127.0.0.1',
      port: 0,
      address: null,
      capacity: 3,
      line: { codec: 'lean', peer: { iceServers: [] } },
    },
  })
  control = await media.connect()
})
afterAll(() => media.stop())

test('greets; refuses a wrong token and none', async () => {
  expect(control.events[0]).toMatchObject({ event: 'hello', capacity: 3, calls: 0, protocol: 1 })
  await expect(connectControl(media.address, 'wrong')).rejects.toThrow('401')
  const bare = new WebSocket(media.address)
  const refused = await new Promise<Error>((resolve) => bare.once('error', resolve))
  expect(refused.message).toContain('401')
})

test('tells a probe that it lives, and nothing to any other request', async () => {
  const at = media.address.replace(/^ws/, 'http')
  const alive = await fetch(new URL(MEDIA_HEALTH_PATH, at))
  expect(alive.status).toBe(200)
  expect(await alive.json()).toEqual({ state: 'alive' })
  const other = await fetch(at)
  expect([other.status, await other.text()]).toEqual([426, ''])
})

test('opens within capacity, and a repeat is nothing', async () => {
  for (const callId of ['1', '2', '3']) {
    expect(await control.order({ cmd: 'call.open', callId })).toEqual({ opened: true })
  }
  expect(await control.order({ cmd: 'call.open', callId: '3' })).toEqual({ opened: false })
  await expect(control.order({ cmd: 'call.open', callId: '4' })).rejects.toThrow('full')
  expect(await control.order({ cmd: 'call.close', callId: '3' })).toEqual({ closed: true })
  expect(await control.order({ cmd: 'call.close', callId: '3' })).toEqual({ closed: false })
  expect(await control.order({ cmd: 'leg.close', callId: '3', legId: 'x' })).toEqual({ closed: false })
})

test('refuses what it does not know by its code', async () => {
  const none = { callId: 'none' }
  const refusals = [
    [() => control.order({ cmd: 'call.mix', ...none, legs: { a: hears() } }), 'unknown_call'],
    [
      () => control.order({ cmd: 'play', callId: '1', legId: 'a', playId: 'p', prompts: ['hold'] }),
      'unknown_leg',
    ],
    [() => control.order({ cmd: 'record.stop', callId: '1', recordingId: 'r' }), 'unknown_recording'],
    [
      () => control.order({ cmd: 'leg.offer', callId: '1', legId: 'a', side: 'client', sdp: 'v=0' }),
      'bad_sdp',
    ],
    [
      () => control.order({ cmd: 'leg.offer', callId: '1', legId: 'a', side: 'client', sdp: 'm=audio 9 x' }),
      'bad_sdp',
    ],
  ] as const
  for (const [attempt, code] of refusals) await expect(attempt()).rejects.toThrow(code)
  const { calls } = await control.order({ cmd: 'snapshot' })
  expect(calls.find((call) => call.callId === '1')?.legs).toEqual([])
})

test('a newer offer overtakes an older one; a candidate may come before its offer', async () => {
  const older = await createVoicePeer()
  const newer = await createVoicePeer()
  const about = { callId: '1', legId: 'race', side: 'client' as const }
  const candidate = { candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host', sdpMid: '0', sdpMLineIndex: 0 }
  await control.order({ cmd: 'leg.candidate', callId: '1', legId: 'race', candidate })
  const first = control.order({ cmd: 'leg.offer', ...about, sdp: older.offer })
  const second = control.order({ cmd: 'leg.offer', ...about, sdp: newer.offer })
  await expect(first).rejects.toThrow('superseded')
  expect((await second).sdp).toContain('m=audio')
  await control.order({ cmd: 'leg.candidate', callId: '1', legId: 'race', candidate: null })
  await control.order({ cmd: 'leg.close', callId: '1', legId: 'race' })
  older.close()
  newer.close()
})

test('survives any frame, and answers each', async () => {
  const ask = await media.connect()
  const broken = [
    '',
    '{',
    '[]',
    'null',
    '{"id":1}',
    '{"id":"a"}',
    '{"id":"a","cmd":"no"}',
    Buffer.from([0, 255]),
  ]
  for (const frame of broken) {
    expect(await ask.raw(frame)).toMatchObject({ ok: false, error: { code: 'bad_request' } })
  }
  ask.close()
  expect(media.faults).toEqual([])
})

test('no frame leads to a fault, whatever a server sends', async () => {
  const sounds = await loadSounds(PROMPTS)
  const faults: unknown[] = []
  const log = new EventLog('fuzzed', () => now)
  const recordings = {
    folder: '/nonexistent/never-written',
    openFile: () => Promise.reject(new Error('no disk')),
  }
  const calls = new Calls(
    { emit: log.emit, now: () => now, line: { codec: 'lean', peer: { iceServers: [] } }, sounds, recordings },
    { capacity: 5, forgottenAfterMs: 1000, onFault: (_, error) => faults.push(error) },
  )
  calls.open('1')
  const stats = createStats(calls, 5, new Lateness())
  const carryOut = createCommands({ calls, log, stats, sounds })
  const command = fc.constantFrom(...mediaRequest.options.map((option) => option.shape.cmd.value))
  const word = fc.constantFrom('1', 'a', 'cmd', 'callId', 'legId', 'prompts', 'legs', 'sdp', 'client', 'hold')
  const value = fc.oneof(word, fc.jsonValue(), fc.constant(['hold']), fc.constant({ a: hears('a') }))
  const frame = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .tuple(command, fc.dictionary(word, value))
      .map(([cmd, rest]) => JSON.stringify({ id: 'f', callId: '1', ...rest, cmd })),
  )
  await fc.assert(
    fc.asyncProperty(frame, async (text) => {
      const reply = await answerFrame(text, { carryOut, onFault: (error) => faults.push(error) })
      expect(JSON.parse(JSON.stringify(reply))).toEqual(mediaReply.parse(reply))
      expect(faults).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('a frame over the limit closes its own socket only', async () => {
  const ask = await media.connect()
  const closed = new Promise((resolve) => {
    const socket = new WebSocket(media.address, { headers: { authorization: `Bearer ${TOKEN}` } })
    socket.on('open', () => socket.send('x'.repeat(MEDIA_FRAME_LIMIT + 1)))
    socket.on('close', resolve)
  })
  expect(await closed).toBe(1009)
  expect((await ask.order({ cmd: 'stats' })).calls).toBeGreaterThan(0)
  ask.close()
  media.faults.length = 0
})

test('a call without legs, of which no server speaks, closes itself after two minutes', async () => {
  await control.order({ cmd: 'call.close', callId: '1' })
  await control.order({ cmd: 'call.open', callId: 'forgotten' })
  now += 119_000
  await pause(1100)
  expect(control.events.some((event) => event.event === 'call.closed' && event.callId === 'forgotten')).toBe(
    false,
  )
  now += 2000
  const closed = await control.event('call.closed', (event) => event.callId === 'forgotten')
  expect(closed.reason).toBe('forgotten')
})

test('a server that comes back asks for what it missed', async () => {
  const { seq } = await control.order({ cmd: 'snapshot' })
  await control.order({ cmd: 'call.open', callId: 'late' })
  await control.order({ cmd: 'call.close', callId: 'late', reason: 'done' })
  const again = await media.connect()
  expect(again.events[0]).toMatchObject({ event: 'hello', seq: seq + 1 })
  expect(await again.order({ cmd: 'replay', afterSeq: seq })).toMatchObject({
    complete: true,
    events: [{ event: 'call.closed', callId: 'late', reason: 'done', seq: seq + 1 }],
  })
  again.close()
})
