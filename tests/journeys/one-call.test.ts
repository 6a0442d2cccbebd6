/** The main job, by people's hands: a client calls, the agent's screen rings with the card open, they talk, it is on the record. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closePages } from '../harness/browser.ts'
import { eventually, type Hub } from '../harness/hub.ts'
import {
  answer,
  callStateIs,
  dialIn,
  dialStraightTo,
  goOnline,
  openCard,
  pressInMenu,
  see,
  setLanguageOf,
  startJourney,
  textOf,
  wrapUp,
} from './driver/people.ts'
import {
  AGENT_HZ,
  CLIENT_HZ,
  expectRecorded,
  expectToHear,
  openSpeaker,
  type Speaker,
} from './driver/sound.ts'

let hub: Hub
let clients: Speaker
let agents: Speaker
const pages: Page[] = []

beforeAll(async () => {
  hub = await startJourney()
  clients = await openSpeaker(CLIENT_HZ)
  agents = await openSpeaker(AGENT_HZ)
})
afterEach(() => closePages(pages))
afterAll(async () => {
  await clients?.close()
  await agents?.close()
  await hub?.stop()
})

const WORDS = {
  ru: {
    typed: '8 (495) 123-45-67',
    languageKey: '1',
    languageMenu: 'нажмите один',
    topicMenu: 'Претензии: нажмите два',
    queue: 'claims-ru ру',
    waiting: 'Вы в очереди',
    topic: 'Претензии',
    unverified: 'номер не подтверждён',
    script: 'Скажите: claims-ru',
    note: 'Погнутые листы в партии 1187',
    disposition: 'Вопрос решён',
    thanks: 'Спасибо за звонок!',
    outcome: 'обслужен',
  },
  en: {
    typed: '+7 495 123-45-67',
    languageKey: '2',
    languageMenu: 'press two',
    topicMenu: 'For claims, press two',
    queue: 'claims-en en',
    waiting: 'You are in the queue',
    topic: 'Claims',
    unverified: 'number not verified',
    script: 'Say: claims-en',
    note: 'Bent sheets in batch 1187',
    disposition: 'Resolved',
    thanks: 'Thank you for calling!',
    outcome: 'handled',
  },
} as const

test.each(['ru', 'en'] as const)(
  'one call, from the dial to the record, in %s',
  async (language) => {
    const words = WORDS[language]
    await setLanguageOf(hub, 'agent', language)
    const agent = await agents.page({ language })
    const client = await clients.page({ language, size: { width: 390, height: 844 } })
    pages.push(agent, client)
    await goOnline(agent, hub, 'agent')

    await dialIn(client, hub, words.typed, language)
    await pressInMenu(client, words.languageKey, words.languageMenu)
    await pressInMenu(client, '2', words.topicMenu)
    await callStateIs(client, 'waiting')
    expect(await textOf(client, '[data-call-state]')).toBe(words.waiting)

    // Before the answer: who calls, on what, how long they have waited, and the card.
    await see(agent, '[data-offer]')
    expect(await textOf(agent, '[data-offer] [data-caller-name]')).toBe('Сталь-Сервис')
    const offer = await textOf(agent, '[data-offer]')
    for (const told of [words.queue, words.topic, words.unverified, 'agent2 name'])
      expect(offer).toContain(told)
    await see(agent, '[data-card]')
    await callStateIs(client, 'waiting')

    await agent.keyboard.press('Alt+KeyA')
    await callStateIs(client, 'talking')
    await see(agent, '[data-call-bar]')
    await expectToHear(client, { hears: [AGENT_HZ], not: [CLIENT_HZ] })
    await expectToHear(agent, { hears: [CLIENT_HZ], not: [AGENT_HZ] })
    expect(await textOf(agent, 'main')).toContain(words.script)

    await agent.keyboard.press('Alt+KeyQ')
    await agent.keyboard.type(words.note)
    await see(agent, '[data-note-state=saved]')
    const { id, call_id: callId } = await hub.platform
      .db('interactions')
      .orderBy('arrived_at', 'desc')
      .first()
    expect(callId).toBeTruthy()

    await agent.keyboard.press('Alt+KeyE')
    await callStateIs(client, 'ended')
    expect(await textOf(client, 'main')).toContain(words.thanks)
    expect(await wrapUp(agent)).toBe(words.disposition)
    await readTheCard(agent, id, words)
    await eventually(async () => {
      const lines = await hub.platform.db('record_lines').where({ subject_id: id })
      expect(lines).toHaveLength(1)
      expect(lines[0]).toMatchObject({ outcome: 'handled', manager_id: hub.company.users.agent })
    })
  },
  120_000,
)

test('a client who leaves the page open is called back there: declined, then answered, and both hear', async () => {
  await setLanguageOf(hub, 'agent', 'ru')
  const agent = await agents.page({ language: 'ru' })
  const client = await clients.page({ language: 'ru', size: { width: 390, height: 844 } })
  pages.push(agent, client)
  await goOnline(agent, hub, 'agent')
  await dialStraightTo(client, hub, 'sales', { phone: WORDS.ru.typed, language: 'ru' })
  await answer(agent, client)
  await agent.keyboard.press('Alt+KeyE')
  await callStateIs(client, 'ended')
  await see(client, '[data-standing]')
  await wrapUp(agent)

  const desk = await hub.as('agent')
  const { body: task } = await desk.post('/api/tasks', {
    kind: 'callback',
    title: 'Назвать срок отгрузки',
    clientId: hub.company.client.id,
    dueAt: hub.clock.now() + 3_600_000,
  })
  await see(agent, '[data-call-back]')
  expect(await textOf(agent, '[data-way-words]')).toBe('на открытой странице')
  await agent.locator('[data-call-back]').click()
  await see(agent, '[data-work-state=calling][data-ringing]')
  await callStateIs(client, 'ringing')
  await client.locator('[data-decline]').click()
  await see(agent, '[data-not-reached]')
  expect(await textOf(agent, '[data-not-reached]')).toBe('Не дозвонились: звонок отклонён')
  await agent.keyboard.press('Alt+Digit3')
  await see(agent, '[data-again][aria-pressed=true]')
  await agent.keyboard.press('Alt+KeyF')
  await see(agent, '[data-attempts]')
  expect(await textOf(agent, '[data-attempts]')).toContain('1 попытка')

  expect((await desk.get(`/api/tasks/${task.id}`)).body.dueAt).toBeLessThan(task.dueAt)

  await callStateIs(client, 'ended')
  await see(agent, '[data-call-back]')
  await agent.locator('[data-call-back]').click()
  await callStateIs(client, 'ringing')
  await client.keyboard.press('Enter')
  await callStateIs(client, 'talking')
  await see(agent, '[data-work-state=talking]')
  await expectToHear(client, { hears: [AGENT_HZ], not: [CLIENT_HZ] })
  await expectToHear(agent, { hears: [CLIENT_HZ], not: [AGENT_HZ] })
  await agent.keyboard.press('Alt+KeyE')
  await callStateIs(client, 'ended')
  await see(client, '[data-standing]')
  await wrapUp(agent)
  expect((await desk.get(`/api/tasks/${task.id}`)).body).toMatchObject({
    state: 'done',
    resultCode: 'reached',
    attempts: 1,
  })
  const [row] = await hub.platform.db('interactions').where({ task_id: task.id, outcome: 'handled' })
  await eventually(async () => {
    const lines = await hub.platform.db('record_lines').where({ subject_id: row.id })
    expect(lines).toMatchObject([
      { outcome: 'handled', facts: { direction: 'outbound', channel: 'web-call' } },
    ])
  })
}, 120_000)

const PLAYER = `document.querySelector('[data-recording]')`

/** Finds the client by the phone, and the call on the card: times, outcome, note, and a recording that plays. */
const readTheCard = async (
  page: Page,
  interactionId: string,
  words: Record<string, string>,
): Promise<void> => {
  const line = await openCard(page, '4951234567', 'Сталь-Сервис')
  await eventually(async () => expect(await line.innerText()).toContain(words.outcome))
  expect(await line.innerText()).toContain(words.note)
  await line.getByRole('link').click()
  await see(page, '[data-recording]')
  const told = await textOf(page, '[data-interaction]')
  for (const wanted of [words.queue, words.disposition, words.note, 'agent name', '+7 495 123-45-67'])
    expect(told).toContain(wanted)

  await expectRecorded(page, { left: [AGENT_HZ], right: [CLIENT_HZ] })
  await page.evaluate(`${PLAYER}.play()`)
  await eventually(async () => expect(await page.evaluate(`${PLAYER}.currentTime`)).toBeGreaterThan(0.3))
  expect(interactionId).toBe(page.url().split('/').at(-1))
}
