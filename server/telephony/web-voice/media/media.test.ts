import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ControlClient } from './testing/control-client.ts'
import { hears, joinCall, type MediaFixture, soon, startMediaFixture } from './testing/media-fixture.ts'
import { loudness, toneLevel } from './testing/tone.ts'
import { createVoicePeer, toneSource, type VoicePeer } from './testing/voice-peer.ts'

let media: MediaFixture
let control: ControlClient
let callId: string
let count = 0
const peers: VoicePeer[] = []

const join = async (legId: string, side: 'client' | 'agent', hz: number): Promise<VoicePeer> => {
  const peer = await joinCall(control, callId, legId, side)
  peer.say(toneSource(hz))
  peers.push(peer)
  return peer
}

/** A tone sent at 8000 comes over at about that level; of what is not there a busy machine's gaps leave a trace. */
const hearsTone = (peer: VoicePeer, hz: number): void =>
  expect(toneLevel(peer.heard(200), hz)).toBeGreaterThan(4000)
const hearsNoTone = (peer: VoicePeer, hz: number): void =>
  expect(toneLevel(peer.heard(200), hz)).toBeLessThan(200)

beforeAll(async () => {
  media = await startMediaFixture()
  control = await media.connect()
})
afterAll(() => media.stop())
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.close()
  await control.order({ cmd: 'call.close', callId })
  expect(media.faults).toEqual([])
})

const openCall = async (): Promise<void> => {
  callId = `call-${++count}`
  await control.order({ cmd: 'call.open', callId })
}

describe('voices', () => {
  test('each hears the other and not itself; hold, mute and whisper are mixes', async () => {
    await openCall()
    const client = await join('c', 'client', 440)
    const agent = await join('a', 'agent', 880)
    await control.order({ cmd: 'call.mix', callId, legs: { c: hears('a'), a: hears('c') } })
    await soon(() => {
      hearsTone(client, 880)
      hearsTone(agent, 440)
      hearsNoTone(client, 440)
      hearsNoTone(agent, 880)
    })

    const held = { ...hears(), background: 'music' as const }
    await control.order({ cmd: 'call.mix', callId, legs: { c: held, a: hears() } })
    await soon(() => {
      expect(loudness(client.heard(300))).toBeGreaterThan(200)
      hearsNoTone(client, 880)
      expect(loudness(agent.heard(300))).toBeLessThan(20)
    })

    await control.order({
      cmd: 'call.mix',
      callId,
      legs: { c: { ...hears('a'), muted: true }, a: hears('c') },
    })
    await soon(() => {
      hearsTone(client, 880)
      hearsNoTone(agent, 440)
    })

    const coach = await join('s', 'agent', 1320)
    await control.order({
      cmd: 'call.mix',
      callId,
      legs: { c: hears('a'), a: hears('c', 's'), s: hears('c', 'a') },
    })
    await soon(() => {
      hearsTone(agent, 1320)
      hearsTone(agent, 440)
      hearsTone(coach, 440)
      hearsTone(coach, 880)
      hearsNoTone(client, 1320)
      hearsTone(client, 880)
    })
  })

  test('a leg that rejoins keeps its mix and its play', async () => {
    await openCall()
    const client = await join('c', 'client', 440)
    const agent = await join('a', 'agent', 880)
    await control.order({ cmd: 'call.mix', callId, legs: { c: hears('a'), a: hears('c') } })
    await soon(() => hearsTone(agent, 440))
    client.close()
    const again = await createVoicePeer()
    peers.push(again)
    const { sdp, rejoined } = await control.order({
      cmd: 'leg.offer',
      callId,
      legId: 'c',
      side: 'client',
      sdp: again.offer,
    })
    expect(rejoined).toBe(true)
    // The same offer once more, as after a lost reply, gets the same answer and disturbs nothing.
    const repeated = await control.order({
      cmd: 'leg.offer',
      callId,
      legId: 'c',
      side: 'client',
      sdp: again.offer,
    })
    expect(repeated.sdp).toBe(sdp)
    await again.accept(sdp)
    again.say(toneSource(550))
    await control.event('leg.connected', (event) => event.callId === callId && event.again)
    await soon(() => {
      hearsTone(again, 880)
      hearsTone(agent, 550)
      hearsNoTone(agent, 440)
    })
  })

  test('a sender that falls silent is lost within five seconds, and comes back by itself', async () => {
    await openCall()
    const client = await join('c', 'client', 440)
    client.say(null)
    const from = Date.now()
    const { reason } = await control.event('leg.lost', (event) => event.callId === callId)
    expect(reason).toBe('silent')
    expect(Date.now() - from).toBeLessThan(6000)
    client.say(toneSource(440))
    await control.event('leg.connected', (event) => event.callId === callId && event.again)
    const { calls } = await control.order({ cmd: 'snapshot' })
    expect(calls.find((call) => call.callId === callId)?.legs).toMatchObject([
      { legId: 'c', side: 'client', state: 'connected' },
    ])
  })
})

describe('prompts', () => {
  test('are spoken once, reported, replaced and stopped; the background waits', async () => {
    await openCall()
    const client = await join('c', 'client', 440)
    const held = { ...hears(), background: 'ringback' as const }
    await control.order({ cmd: 'call.mix', callId, legs: { c: held } })
    const play = { cmd: 'play' as const, callId, legId: 'c' }
    await control.order({ ...play, playId: 'p1', prompts: ['digit-1', 'en/digit-2'], language: 'ru' })
    await soon(() => expect(loudness(client.heard(100))).toBeGreaterThan(800))
    const ended = await control.event('prompt.ended', (event) => event.playId === 'p1')
    expect(ended.reason).toBe('ended')
    expect(await control.order({ ...play, playId: 'p1', prompts: ['digit-1'] })).toEqual({ playing: false })

    await control.order({ ...play, playId: 'p2', prompts: ['topic-menu'] })
    await control.order({ ...play, playId: 'p3', prompts: ['topic-menu'], language: 'en' })
    expect((await control.event('prompt.ended', (event) => event.playId === 'p2')).reason).toBe('replaced')
    expect(await control.order({ cmd: 'play.stop', callId, legId: 'c', playId: 'p2' })).toEqual({
      stopped: false,
    })
    expect(await control.order({ cmd: 'play.stop', callId, legId: 'c' })).toEqual({ stopped: true })
    expect((await control.event('prompt.ended', (event) => event.playId === 'p3')).reason).toBe('stopped')
    await expect(control.order({ ...play, playId: 'p4', prompts: ['no-such'] })).rejects.toThrow(
      'unknown_prompt',
    )
  })
})

describe('codecs', () => {
  test('G.722 first; Opus, which mends losses, for a leg whose network has failed', async () => {
    await openCall()
    const offered = async (): Promise<string> => {
      const peer = await createVoicePeer()
      peers.push(peer)
      const about = { callId, legId: 'c', side: 'client' as const }
      const { sdp } = await control.order({ cmd: 'leg.offer', ...about, sdp: peer.offer })
      await peer.accept(sdp)
      await control.event('leg.connected', (event) => event.callId === callId)
      peer.say(null)
      return sdp
    }
    expect(await offered()).toMatch(/m=audio \d+ \S+ 9\r/)
    await control.event('leg.lost', (event) => event.callId === callId)
    expect(await offered()).toMatch(/m=audio \d+ \S+ 111 /)
  })
})
