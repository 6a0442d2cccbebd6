/** Prompts as an administrator changes them, and what is spoken then. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import { callSilently } from '../../../tests/harness/silent-call.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { readWav, writeWavHeader } from '../web-voice/media/wav.ts'
import { saidNow, spokenNow } from './spoken-now.ts'
import { canSynthesise } from './synthesise.ts'

let hub: Hub
let administrator: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
})
afterAll(() => hub.stop())

/** A voice-like tone, 16-bit; louder than 1 it is cut off. */
const tone = (rate = 44_100, loud = 0.3, seconds = 1): Buffer => {
  const samples = Int16Array.from({ length: rate * seconds }, (_, i) => {
    const sample = loud * Math.sin((2 * Math.PI * 300 * i) / rate)
    return 32_767 * Math.max(-1, Math.min(1, sample))
  })
  const data = Buffer.from(samples.buffer)
  return Buffer.concat([writeWavHeader({ rate, channels: 1, dataBytes: data.length }), data])
}

const upload = (
  prompt: string,
  file: Buffer,
  { version = 0, text = 'Здравствуйте, это «Северсталь».', language = 'ru' } = {},
) => {
  const query = new URLSearchParams({ language, version: String(version), text, fileName: 'hello.wav' })
  return administrator.upload(`/api/prompts/${prompt}/upload?${query}`, 'audio/wav', file)
}
const spoken = () => spokenNow(hub.platform.db, ['greeting', 'en/greeting', 'recorded'], 'ru')

test('an uploaded sound is spoken from the next word on, read along, and can be taken back', async () => {
  expect(await spoken()).toEqual(['greeting', 'en/greeting', 'recorded'])
  const answer = await upload('greeting', tone())
  expect(answer.body.sounds.ru).toMatchObject({
    version: 1,
    origin: 'uploaded',
    fileName: 'hello.wav',
    madeBy: 'administrator name',
  })
  expect(answer.body.sounds.en).toMatchObject({ version: 0, origin: 'hub' })
  expect(answer.body.flows).toEqual(['main'])
  expect(await spoken()).toEqual(['ru/greeting@1', 'en/greeting', 'recorded'])
  expect(await saidNow(hub.platform.db, ['greeting'], 'ru')).toEqual(['Здравствуйте, это «Северсталь».'])

  const sound = await fetch(`${hub.url}/api/prompts/greeting/sound?language=ru`, {
    headers: { cookie: administrator.cookieHeader() },
  })
  expect(sound.headers.get('content-type')).toBe('audio/wav')
  const { format, rate, data } = readWav(Buffer.from(await sound.arrayBuffer()))
  expect({ format, rate }).toEqual({ format: 7, rate: 16_000 })
  expect(data.length / 16_000).toBeCloseTo(1, 1)

  const stale = await upload('greeting', tone())
  expect(stale.error).toMatchObject({ code: 'changed_meanwhile', facts: { current: { id: 'greeting' } } })
  const back = await administrator.post('/api/prompts/greeting/restore', {
    language: 'ru',
    version: 1,
    restores: 0,
  })
  expect(back.body.sounds.ru).toMatchObject({ version: 2, origin: 'hub', restores: 0 })
  expect(await spoken()).toEqual(['greeting', 'en/greeting', 'recorded'])
  await administrator.post('/api/prompts/greeting/restore', { language: 'ru', version: 2, restores: 1 })
  expect(await spoken()).toEqual(['ru/greeting@3', 'en/greeting', 'recorded'])
  const { versions } = (await administrator.get('/api/prompts/greeting')).body
  expect(versions.ru.map(({ version }: { version: number }) => version)).toEqual([3, 2, 1, 0])
  const traces = await hub.platform.db('audit').where({ action: 'prompt.sound' }).orderBy('id')
  expect(traces.map(({ data }) => data.how)).toEqual(['uploaded', 'hub', 'uploaded'])
})

test('of two who give a sound at once one does', async () => {
  const answers = await Promise.all([upload('hold', tone()), upload('hold', tone())])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

describe('what would not be heard is refused, whatever its name says', () => {
  test.each<[string, () => Buffer, string]>([
    ['no sound at all', () => Buffer.from('MZ an old program'), 'not_wav'],
    ['silence', () => tone(16_000, 0), 'silent'],
    ['a whisper', () => tone(16_000, 0.002), 'too_quiet'],
    ['an overdriven voice', () => tone(16_000, 40), 'clipped'],
    ['a click', () => tone(8_000, 0.3, 0.1), 'sound_too_short'],
    ['a speech', () => tone(8_000, 0.3, 61), 'sound_too_long'],
    ['another rate', () => tone(4_000), 'unsupported_sound'],
  ])('%s', async (_, file, fault) => {
    expect((await upload('connected', file())).error?.fields).toEqual({ file: fault })
  })

  test('and so is a file over the limit, and one for a prompt there is not', async () => {
    expect((await upload('connected', Buffer.alloc(26_000_000))).status).toBe(413)
    expect((await upload('no-such', tone())).status).toBe(404)
  })
})

test('a phrase of the house’s own is said by a flow once it sounds in both languages', async () => {
  const form = { code: 'autumn', nameRu: 'Осенняя акция', nameEn: 'Autumn offer' }
  const { body } = await administrator.post('/api/prompts', form)
  expect(body).toMatchObject({ id: 'own-autumn', sounds: { ru: null, en: null } })
  expect((await administrator.post('/api/prompts', form)).error?.code).toBe('exists')
  const flow = (await administrator.get('/api/flows/main')).body
  const publish = () =>
    administrator.post('/api/flows/main/versions', {
      version: flow.version,
      plan: { ...flow.plan, greeting: ['greeting', 'own-autumn'] },
    })
  await upload('own-autumn', tone())
  expect((await publish()).error?.fields).toEqual({ 'plan.greeting.1': 'prompt_silent' })
  await upload('own-autumn', tone(), { language: 'en', text: 'Ten per cent off.' })
  expect((await publish()).status).toBe(200)
  const away = await administrator.patch('/api/prompts/own-autumn', { version: 1, active: false })
  expect(away.error).toMatchObject({ code: 'prompt_in_use', facts: { flows: 'main' } })
  const named = await administrator.patch('/api/prompts/own-autumn', { version: 1, nameRu: 'Осень' })
  expect(named.body.own).toMatchObject({ nameRu: 'Осень', version: 2 })
  expect((await administrator.patch('/api/prompts/greeting', { version: 1, nameRu: 'Нет' })).status).toBe(404)
  const names = '/api/prompts/own-autumn/names'
  expect((await administrator.post(`${names}/restore`, { version: 2, restores: 1 })).status).toBe(204)
  const { versions } = (await administrator.get(`${names}/versions`)).body
  expect(versions.map(({ restores }: { restores: number | null }) => restores)).toEqual([1, null, null])
  expect((await administrator.get('/api/prompts/greeting/names/versions')).status).toBe(404)
})

test('a queue says it too, to who comes when it is closed', async () => {
  const id = hub.company.queues['sales-ru']
  const read = async () => (await administrator.get(`/api/queues/${id}`)).body
  const put = async (prompts: object) =>
    administrator.patch(`/api/queues/${id}`, { version: (await read()).version, prompts })
  await administrator.post('/api/prompts', { code: 'silent', nameRu: 'Немая', nameEn: 'Silent' })
  expect((await put({ 'nobody-here': 'own-silent' })).error?.fields).toEqual({
    'prompts.nobody-here': 'prompt_silent',
  })
  expect((await put({ 'nobody-here': 'greeting' })).error?.fields).toEqual({
    'prompts.nobody-here': 'unknown_prompt',
  })
  expect((await put({ 'nobody-here': 'own-autumn' })).body.prompts).toEqual({ 'nobody-here': 'own-autumn' })
  const { callId } = await callSilently(hub, '+79120000055')
  const call = await hub.platform.db('calls').where({ id: callId }).first('flow_data', 'language')
  expect(call.flow_data.saying[0]).toBe('own-autumn')
  expect(await spokenNow(hub.platform.db, call.flow_data.saying.slice(0, 1), 'ru')).toEqual([
    'ru/own-autumn@1',
  ])
})

test('and is not put away while the queue says it', async () => {
  await administrator.post('/api/prompts', { code: 'evening', nameRu: 'Вечер', nameEn: 'Evening' })
  for (const language of ['ru', 'en']) await upload('own-evening', tone(), { language })
  const id = hub.company.queues['claims-ru']
  const say = async (prompts: object) => {
    const { version } = (await administrator.get(`/api/queues/${id}`)).body
    expect((await administrator.patch(`/api/queues/${id}`, { version, prompts })).status).toBe(200)
  }
  const putAway = () => administrator.patch('/api/prompts/own-evening', { version: 1, active: false })
  const { name_ru: queues } = await hub.platform.db('queues').where({ id }).first('name_ru')
  await say({ 'out-of-hours': 'own-evening' })
  expect((await putAway()).error).toMatchObject({ code: 'prompt_in_queue', facts: { queues } })
  await say({})
  expect((await putAway()).body.own).toMatchObject({ active: false, version: 2 })
})

test('a text is spoken by the machine where it can, else it says what is missing', async () => {
  const form = { language: 'en', version: 0, text: 'You are through to the warehouse.' }
  const answer = await administrator.post('/api/prompts/connected/synthesise', form)
  if (await canSynthesise())
    expect(answer.body.sounds.en).toMatchObject({ version: 1, origin: 'synthesised', text: form.text })
  else expect(answer.error?.code).toBe('no_synthesis')
})

test('the provider of the network is given the very version by its address', async () => {
  const answer = await fetch(`${hub.url}/twilio/sounds/ru/hold@1.wav`)
  expect(answer.headers.get('cache-control')).toContain('max-age=86400')
  expect(readWav(Buffer.from(await answer.arrayBuffer())).rate).toBe(16_000)
  expect((await fetch(`${hub.url}/twilio/sounds/ru/hold@7.wav`)).status).toBe(404)
  // Longer than any version is: anybody may ask here.
  expect((await fetch(`${hub.url}/twilio/sounds/ru/hold@99999999999.wav`)).status).toBe(404)
})

test('only who may manage flows hears and changes them', async () => {
  const supervisor = await hub.as('supervisor')
  expect((await supervisor.get('/api/prompts')).status).toBe(403)
  expect((await supervisor.post(`/api/prompts/${randomUUID()}/restore`, {})).status).toBe(403)
})
