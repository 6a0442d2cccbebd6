/** An inbound call through menu, queue, agent, hold, transfer, recording and hang-up; then again with every webhook twice, late and shuffled. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toneLevel } from '#server/telephony/web-voice/media/testing/tone.ts'
import { playCall } from './play-call.ts'
import { type NetworkDesk, openNetworkDesk, startTwilioHub, type TwilioHub } from './twilio-hub.ts'

let world: TwilioHub
let desk: NetworkDesk
let second: NetworkDesk
beforeAll(async () => {
  world = await startTwilioHub()
  desk = await openNetworkDesk(world, 'agent')
  second = await openNetworkDesk(world, 'agent2')
})
afterAll(() => world.stop())

const again = async () => {
  await second.visitor.post('/api/agents/me/presence', { chosen: 'away', reason: 'break' })
  await second.until(({ presence }) => presence.chosen === 'away')
  await desk.available()
}

let orderly: Awaited<ReturnType<typeof playCall>>
test('in order: the same flow, card and record as any call', async () => {
  await desk.available()
  orderly = await playCall(world, desk, second)
  expect(orderly.told).toMatchObject({ outcome: 'handled', agent: 'agent2 name', disposition: 'resolved' })
  expect(orderly.told.legs.map(({ state }) => state)).toEqual(['ended', 'ended', 'ended'])
  const { shown } = orderly
  expect(shown.sent.filter(({ status }) => status !== 200 && status !== 204)).toEqual([])
  expect(shown.recordings[0]).toMatchObject({
    channels: 'dual',
    history: ['in-progress', 'paused', 'in-progress', 'completed'],
  })
  // Nothing of a person stands in a name that the cloud keeps.
  expect(JSON.stringify(shown.rooms)).not.toContain('7495')
  const wav = await readFile(join(world.hub.dataDir, 'recordings', orderly.recording.path))
  const samples = new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length))
  const side = (first: number) => samples.filter((_, index) => index % 2 === first)
  // The cloud has the client first; the house has the agents on the left.
  expect(toneLevel(side(0), 880, 8_000)).toBeGreaterThan(500)
  expect(toneLevel(side(1), 440, 8_000)).toBeGreaterThan(500)
  expect(toneLevel(side(0), 440, 8_000)).toBeLessThan(100)
}, 120_000)

test.each([11, 12, 13])(
  'every webhook twice, up to ten seconds late, shuffled (%i)',
  async (seed) => {
    await again()
    // Ten seconds are one here: all waits of the cloud are a tenth.
    await world.cloud.wish({ do: 'disorder', disorder: { double: true, delayMs: 10_000, scale: 0.1, seed } })
    const disorderly = await playCall(world, desk, second)
    expect(disorderly.told).toEqual(orderly.told)
    const tokens = disorderly.shown.sent.map(({ token }) => token)
    expect(new Set(tokens).size).toBeLessThan(tokens.length)
  },
  240_000,
)
