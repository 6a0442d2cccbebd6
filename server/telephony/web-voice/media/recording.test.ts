import { mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { FRAME } from './frame.ts'
import type { Leg } from './leg.ts'
import { openNewFile } from './record-file.ts'
import { Recording } from './recording.ts'
import { connectControl } from './testing/control-client.ts'
import { forkMedia } from './testing/fork-media.ts'
import {
  hears,
  joinCall,
  type MediaFixture,
  pause,
  soon,
  startMediaFixture,
  TOKEN,
} from './testing/media-fixture.ts'
import { loudness, sine, toneLevel } from './testing/tone.ts'
import { toneSource } from './testing/voice-peer.ts'
import { readWav } from './wav.ts'

const cleanUp: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

const fixture = async (over: Parameters<typeof startMediaFixture>[0] = {}): Promise<MediaFixture> => {
  const media = await startMediaFixture(over)
  cleanUp.push(() => media.stop())
  return media
}

/** The two channels of a recording, 16 kHz. */
const channelsOf = async (path: string): Promise<{ left: Int16Array; right: Int16Array }> => {
  const { data, rate, channels } = readWav(await readFile(path))
  expect({ rate, channels }).toEqual({ rate: 16_000, channels: 2 })
  const both = new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length))
  return { left: both.filter((_, i) => i % 2 === 0), right: both.filter((_, i) => i % 2 === 1) }
}

const talk = async (address: string, callId: string) => {
  const control = await connectControl(address, TOKEN)
  cleanUp.push(() => control.close())
  await control.order({ cmd: 'call.open', callId })
  const client = await joinCall(control, callId, 'c', 'client')
  const agent = await joinCall(control, callId, 'a', 'agent')
  cleanUp.push(
    () => client.close(),
    () => agent.close(),
  )
  client.say(toneSource(440))
  agent.say(toneSource(880))
  await control.order({ cmd: 'call.mix', callId, legs: { c: hears('a'), a: hears('c') } })
  await pause(300)
  return { control, client, agent, callId }
}

test('agent left, client right; what is said on hold is not kept', async () => {
  const media = await fixture()
  const { control, callId } = await talk(media.address, 'r1')
  const about = { callId, recordingId: 'rec-1' }
  const start = { cmd: 'record.start' as const, ...about, path: '2030/01/r1.wav' }
  await control.order(start)
  await control.order(start)
  await pause(800)
  await control.order({ cmd: 'call.mix', callId, legs: { c: hears(), a: hears() } })
  await pause(600)
  await control.order({ cmd: 'record.pause', ...about })
  expect(await control.order({ cmd: 'record.resume', ...about })).toEqual({ state: 'recording' })
  await control.order({ cmd: 'record.stop', ...about })
  const ended = await control.event('recording.ended')
  expect(ended).toMatchObject({ ...about, path: '2030/01/r1.wav', reason: 'stopped' })
  const path = join(media.recordingsDir, ended.path)
  expect((await stat(path)).size).toBe(ended.bytes)
  const { left, right } = await channelsOf(path)
  expect(left.length).toBe(ended.durationMs * 16)
  const talked = [1600, 9600] as const
  const clear = (channel: Int16Array, hz: number, other: number): void => {
    const level = toneLevel(channel.slice(...talked), hz, 16_000)
    expect(level).toBeGreaterThan(1500)
    expect(toneLevel(channel.slice(...talked), other, 16_000)).toBeLessThan(level / 10)
  }
  clear(left, 880, 440)
  clear(right, 440, 880)
  expect(loudness(left.slice(-4000))).toBe(0)
  expect(loudness(right.slice(-4000))).toBe(0)
})

test('channels stay aligned to the tick; a pause leaves no hole, a skipped tick becomes silence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'perezvon-ticks-'))
  cleanUp.push(() => rm(folder, { recursive: true }))
  const place = { folder, path: 'ticks.wav', callId: 'c', recordingId: 'ticks' }
  const ended: unknown[] = []
  const recording = new Recording(place, openNewFile, {
    onEnded: (length, reason) => ended.push({ ...length, reason }),
    onFailed: (_, message) => ended.push(message),
  })
  await recording.ready()
  const speaker = (hz: number): Leg =>
    ({ speaking: true, voice: sine(hz, FRAME, { rate: 16_000 }) }) as unknown as Leg
  const agent = speaker(800)
  const client = speaker(400)
  for (let tick = 0; tick < 50; tick++) recording.feed([agent], [], tick)
  for (let tick = 50; tick < 100; tick++) recording.feed([], [client], tick)
  recording.pause()
  recording.feed([agent], [client], 100)
  recording.resume()
  recording.feed([agent], [client], 300)
  recording.feed([agent], [client], 311)
  await recording.end('stopped')
  expect(ended).toEqual([{ durationMs: 1000 + 120, bytes: 44 + 1120 * 64, reason: 'stopped' }])

  const { left, right } = await channelsOf(join(folder, 'ticks.wav'))
  const sounds = (channel: Int16Array, fromMs: number, toMs: number): boolean =>
    loudness(channel.slice(fromMs * 16, toMs * 16)) > 1000
  expect([sounds(left, 0, 500), sounds(right, 0, 500)]).toEqual([true, false])
  // The filter's tail is under a millisecond.
  expect([sounds(left, 501, 1000), sounds(right, 501, 1000)]).toEqual([false, true])
  expect([sounds(left, 1000, 1010), sounds(left, 1011, 1110), sounds(left, 1111, 1120)]).toEqual([
    true,
    false,
    true,
  ])
})

test('never writes over a file, nor out of its folder', async () => {
  const media = await fixture()
  const { control, callId } = await talk(media.address, 'r2')
  const start = (recordingId: string, path: string) =>
    control.order({ cmd: 'record.start', callId, recordingId, path })
  for (const path of [
    '../x.wav',
    '/tmp/x.wav',
    'a/../../x.wav',
    '.open/x.wav',
    'x.mp3',
    'a//x.wav',
    'a\\..\\x.wav',
  ]) {
    await expect(start('bad', path), path).rejects.toThrow('bad_request')
  }
  const outside = await mkdtemp(join(tmpdir(), 'perezvon-outside-'))
  cleanUp.push(() => rm(outside, { recursive: true }))
  await mkdir(media.recordingsDir, { recursive: true })
  await symlink(outside, join(media.recordingsDir, 'link'))
  await expect(start('bad', 'link/x.wav')).rejects.toThrow('internal')
  await start('good', 'x.wav')
  await expect(start('other', 'x.wav')).rejects.toThrow('recording_exists')
  await control.order({ cmd: 'call.close', callId })
  expect(await control.event('recording.ended')).toMatchObject({ recordingId: 'good', reason: 'call-closed' })
})

test('a full disk ends the recording, not the call; what was written is kept', async () => {
  const media = await fixture({
    openFile: async (path) => {
      const handle = await openNewFile(path)
      return {
        close: () => handle.close(),
        write: ((buffer: Buffer, offset: number, length: number, position: number) => {
          if (position > 40_000) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
          return handle.write(buffer, offset, length, position)
        }) as typeof handle.write,
      }
    },
  })
  const { control, callId, agent } = await talk(media.address, 'r3')
  await control.order({ cmd: 'record.start', callId, recordingId: 'full', path: 'full.wav' })
  const failed = await control.event('recording.failed')
  expect(failed).toMatchObject({ recordingId: 'full', message: 'no space left on device' })
  await soon(() => expect(toneLevel(agent.heard(200), 440)).toBeGreaterThan(4000))
  expect(await control.order({ cmd: 'record.stop', callId, recordingId: 'full' })).toEqual({
    state: 'failed',
  })
  const { left } = await channelsOf(join(media.recordingsDir, 'full.wav'))
  expect(left.length).toBeGreaterThan(8000)
  expect(toneLevel(left, 880, 16_000)).toBeGreaterThan(1500)
})

test('kill -9 loses at most a second; the next process makes the file whole and says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'perezvon-kill-'))
  cleanUp.push(() => rm(folder, { recursive: true }))
  const child = await forkMedia(folder)
  cleanUp.push(() => child.kill())
  const { control, callId } = await talk(child.address, 'r4')
  await control.order({ cmd: 'record.start', callId, recordingId: 'cut', path: 'cut.wav' })
  const from = performance.now()
  await pause(2500)
  const spokenMs = performance.now() - from
  await child.kill()

  const media = await fixture({ settings: { ...settingsIn(folder) } })
  const after = await media.connect()
  cleanUp.push(() => after.close())
  const { events } = await after.order({ cmd: 'replay', afterSeq: 0 })
  expect(events).toMatchObject([
    { event: 'recording.ended', callId, recordingId: 'cut', path: 'cut.wav', reason: 'recovered' },
  ])
  const { left, right } = await channelsOf(join(folder, 'cut.wav'))
  expect(left.length / 16).toBeGreaterThan(spokenMs - 1000)
  expect(left.length).toBe(right.length)
  expect(toneLevel(left.slice(-16_000), 880, 16_000)).toBeGreaterThan(800)
  expect(toneLevel(right.slice(-16_000), 440, 16_000)).toBeGreaterThan(800)
}, 120_000)

const settingsIn = (recordingsDir: string) => ({
  token: TOKEN,
  recordingsDir,
  host: '127.0.0.1',
  port: 0,
  address: null,
  capacity: 10,
  line: { codec: 'lean' as const, peer: { iceServers: [] } },
})
