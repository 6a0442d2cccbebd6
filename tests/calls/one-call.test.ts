/** The main job: a client calls, the right agent's screen rings with the card open, they talk, it is on the record. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toneLevel } from '#server/telephony/web-voice/media/testing/tone.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'
import { callIn, openDeskOf } from '../harness/parties.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub({ media: true })
})
afterAll(() => hub.stop())

test('dial, menu, queue, offer, accept, talk, hang up, wrap up, card, record', async () => {
  const desk = await openDeskOf(hub, 'agent', { hz: 880 })
  await desk.available()

  const caller = await callIn(hub, { phone: '8 (495) 123-45-67', hz: 440 })
  await caller.until('menu')
  await caller.press('1')
  await eventually(() => expect(caller.state().saying).toEqual(['topic-menu']))
  await caller.press('2')

  const offer = await desk.ring()
  expect(offer).toMatchObject({ purpose: 'answer', topic: 'claims', language: 'ru' })
  expect(offer.caller.client?.name).toBe('Сталь-Сервис')
  expect(caller.state()).toMatchObject({ state: 'waiting', queue: { place: 1 } })

  await desk.accept()
  await eventually(() => {
    const atAgent = desk.peer().heard(200)
    const atCaller = caller.peer!.heard(200)
    expect(toneLevel(atAgent, 440)).toBeGreaterThan(1000)
    expect(toneLevel(atCaller, 880)).toBeGreaterThan(1000)
    expect(toneLevel(atAgent, 880)).toBeLessThan(200)
    expect(toneLevel(atCaller, 440)).toBeLessThan(200)
  })
  await caller.until('talking')
  const talking = await desk.until(
    ({ work }) => work[0]?.state === 'talking' && work[0].recording === 'recording',
  )
  const { interactionId, callId } = talking.work[0]!

  const note = await desk.visitor.put(`/api/interactions/${interactionId}/note`, {
    text: 'Брак в партии',
    version: 0,
  })
  expect(note.status).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect((await desk.visitor.post(`/api/calls/${callId}/hang-up`)).status).toBe(200)
  await caller.until('ended')
  await desk.until(({ work }) => work[0]?.state === 'wrap-up')
  const wrapped = await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up`, {
    dispositionId: hub.company.dispositions.resolved,
  })
  expect(wrapped.status).toBe(200)
  await desk.until(({ work, presence }) => work.length === 0 && presence.activity === 'available')

  const card = await eventually(async () => {
    const view = (await desk.visitor.get(`/api/interactions/${interactionId}`)).body
    expect(view.recordings[0]).toMatchObject({ state: 'done', playable: true })
    return view
  })
  expect(card).toMatchObject({
    outcome: 'handled',
    agentName: 'agent name',
    disposition: { code: 'resolved' },
    notes: [{ text: 'Брак в партии' }],
  })
  const timeline = (await desk.visitor.get(`/api/clients/${hub.company.client.id}/timeline`)).body
  expect(timeline.items[0]).toMatchObject({ kind: 'interaction', subjectId: interactionId })
  const { path } = await hub.platform.db('recordings').where({ interaction_id: interactionId }).first('path')
  const wav = await readFile(join(hub.dataDir, 'recordings', path))
  const [left, right] = channelsOf(wav)
  expect(toneLevel(left, 880, 16_000)).toBeGreaterThan(500)
  expect(toneLevel(right, 440, 16_000)).toBeGreaterThan(500)
  expect(toneLevel(left, 440, 16_000)).toBeLessThan(100)

  await eventually(async () => {
    const lines = await hub.platform.db('record_lines').where({ subject_id: interactionId })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ outcome: 'handled', manager_id: hub.company.users.agent })
  }, 10_000)
  caller.leave()
  desk.leave()
}, 60_000)

/** A 16-bit stereo WAV with the usual 44-byte header, as its two sides: from the middle of the talk. */
const channelsOf = (wav: Buffer): [Int16Array, Int16Array] => {
  const samples = new Int16Array(
    wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length - (wav.length % 4)),
  )
  const middle = samples.slice(Math.floor(samples.length / 4) * 2)
  const side = (offset: number) =>
    Int16Array.from({ length: Math.min(8_000, middle.length >> 1) }, (_, i) => middle[i * 2 + offset] ?? 0)
  return [side(0), side(1)]
}
