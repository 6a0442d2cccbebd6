/** A media process in this one, without a database, and parties that join its calls. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LegMix, LegSide } from '../leg.ts'
import { type MediaParts, startMediaProcess } from '../media-process.ts'
import { loadSounds } from '../sounds.ts'
import { type ControlClient, connectControl } from './control-client.ts'
import { createVoicePeer, type VoicePeer } from './voice-peer.ts'

export const TOKEN = 'a token of the tests'
export const PROMPTS = fileURLToPath(new URL('../../prompts', import.meta.url))

export type MediaFixture = {
  address: string
  recordingsDir: string
  faults: unknown[]
  connect(): Promise<ControlClient>
  stop(): Promise<void>
}

export const startMediaFixture = async (over: Partial<MediaParts> = {}): Promise<MediaFixture> => {
  const recordingsDir = await mkdtemp(join(tmpdir(), 'perezvon-media-'))
  const faults: unknown[] = []
  const media = await startMediaProcess({
    settings: {
      token: TOKEN,
      recordingsDir,
      host: '127.0.0.1',
      port: 0,
      address: null,
      capacity: 200,
      line: { codec: 'lean', peer: { iceServers: [] } },
      ...over.settings,
    },
    sounds: await loadSounds(PROMPTS),
    register: async () => ({ stop: async () => undefined }),
    onFault: (error) => faults.push(error),
    ...over,
  })
  return {
    address: media.address,
    recordingsDir,
    faults,
    connect: () => connectControl(media.address, TOKEN),
    stop: async () => {
      await media.stop()
      await rm(recordingsDir, { recursive: true, force: true })
    },
  }
}

/** Joins a call as one of its legs; resolves when media flows. */
export const joinCall = async (
  control: ControlClient,
  callId: string,
  legId: string,
  side: LegSide,
): Promise<VoicePeer> => {
  const before = control.events.length
  const peer = await createVoicePeer()
  const { sdp } = await control.order({ cmd: 'leg.offer', callId, legId, side, sdp: peer.offer })
  await peer.accept(sdp)
  await control.event(
    'leg.connected',
    (event) => event.callId === callId && event.legId === legId && control.events.indexOf(event) >= before,
  )
  return peer
}

export const hears = (...legIds: string[]): LegMix => ({ hears: legIds, background: 'silence', muted: false })

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Tries until the expectation holds, for sounds that are on their way; throws its last complaint after `ms`. */
export const soon = async (expectation: () => void, ms = 10_000): Promise<void> => {
  const until = Date.now() + ms
  for (;;) {
    try {
      expectation()
      return
    } catch (error) {
      if (Date.now() > until) throw error
    }
    await pause(50)
  }
}
