/** The client's page on a phone: the microphone that is not there, a call through all its states, nobody who answers. */
import { DateTime } from 'luxon'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CALLER_NAMESPACE } from '#shared/telephony/web-call.contract.ts'
import {
  closePages,
  expectAccessible,
  openBrowser,
  openPage,
  openRefusingBrowser,
} from '../harness/browser.ts'
import { eventually, type Hub } from '../harness/hub.ts'
import { openDeskOf } from '../harness/parties.ts'
import {
  callStateIs,
  dial,
  dialIn,
  dialStraightTo,
  PATIENCE_MS,
  pressInMenu,
  see,
  startJourney,
  textOf,
} from './driver/people.ts'

let hub: Hub
let browser: Browser
let refusing: Browser
const pages: Page[] = []
const PHONE = { width: 390, height: 844 }
const languages = ['ru', 'en'] as const
type Language = (typeof languages)[number]

beforeAll(async () => {
  const flags = ['--host-resolver-rules=MAP hub.test 127.0.0.1']
  ;[hub, browser, refusing] = await Promise.all([
    startJourney(),
    openBrowser(flags),
    openRefusingBrowser(flags),
  ])
})
afterEach(() => closePages(pages))
afterAll(async () => {
  await Promise.all([browser?.close(), refusing?.close()])
  await hub?.stop()
})

const open = async (language: Language, by = browser): Promise<Page> => {
  const page = await openPage(by, { language, size: PHONE })
  pages.push(page)
  return page
}

const WORDS = {
  ru: {
    insecure: 'Микрофона здесь нет',
    refused: 'Доступ к микрофону запрещён.',
    languageMenu: 'нажмите один',
    topicMenu: 'Претензии: нажмите два',
    waiting: 'Вы в очереди',
    nobody: 'Сейчас никто не может ответить.',
    thanks: 'Спасибо за звонок!',
  },
  en: {
    insecure: 'There is no microphone here',
    refused: 'The microphone is refused.',
    languageMenu: 'press two',
    topicMenu: 'For claims, press two',
    waiting: 'You are in the queue',
    nobody: 'Nobody can answer right now.',
    thanks: 'Thank you for calling!',
  },
} as const

test.each(languages)('without a microphone it says why, and what to do, in %s', async (language) => {
  const plain = await open(language)
  await plain.goto(`http://hub.test:${new URL(hub.url).port}/call?lang=${language}`)
  await plain.getByText(WORDS[language].insecure, { exact: false }).waitFor()
  await expectAccessible(plain)

  const page = await open(language, refusing)
  await page.goto(`${hub.url}/call?lang=${language}`)
  await dial(page, '+7 495 765-43-21')
  await see(page, '[data-fault]')
  expect(await textOf(page, '[data-fault]')).toContain(WORDS[language].refused)
  await expectAccessible(page)
  // The way on: allowed after all, the same call goes through; nothing is typed anew.
  await page.context().grantPermissions(['microphone'])
  expect(await page.locator('[data-phone]').inputValue()).toBe('+7 495 765-43-21')
  await page.locator('[data-dial]').click()
  await callStateIs(page, 'menu')
  expect(await page.locator('[data-fault]').count()).toBe(0)
  await page.locator('[data-hang-up]').click()
  await callStateIs(page, 'ended')
})

test('out of hours, or with nobody signed in, a number and a time are promised, and a task is there', async () => {
  const { db } = hub.platform
  const opens = DateTime.now().setZone('Europe/Moscow').plus({ days: 2 }).weekday
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => [day, day === opens ? [{ from: 540, to: 1080 }] : []])
  const [closed] = await db('calendars')
    .insert({
      code: 'closed-today',
      name_ru: 'сегодня закрыто',
      name_en: 'closed today',
      zone: 'Europe/Moscow',
      week: JSON.stringify(Object.fromEntries(days)),
    })
    .returning('id')
  await db('queues').where({ topic: 'sales' }).update({ calendar_id: closed.id })
  const walks = languages.flatMap((language) => [[language, 'sales'] as const, [language, 'claims'] as const])
  await Promise.all(
    walks.map(async ([language, topic], index) => {
      const phone = `+7495000000${index}`
      const page = await open(language)
      await dialStraightTo(page, hub, topic, { phone, language })
      await see(page, '[data-promise]')
      const spoken = language === 'ru' ? 'не позднее чем в' : 'no later than'
      expect(await textOf(page, '[data-saying]')).toContain(spoken)
      if (topic === 'sales') await expectAccessible(page)
      await callStateIs(page, 'ended')
      expect(await textOf(page, 'main')).toContain(WORDS[language].nobody)
      expect(await textOf(page, '[data-due]')).toMatch(/\d/)
      if (topic === 'claims') await expectAccessible(page)
      await eventually(async () => {
        const number = await textOf(page, '[data-number]')
        const tasks = await db('tasks').where({ number })
        expect(tasks).toMatchObject([{ kind: 'callback', state: 'open', address: phone, language }])
      })
    }),
  )
})

test.each(languages)('a call shows where it stands, also when the network goes, in %s', async (language) => {
  const words = WORDS[language]
  const desk = await openDeskOf(hub, language === 'ru' ? 'agent' : 'agent3', { hz: 880 })
  await desk.available()
  const page = await open(language)
  await dialIn(page, hub, hub.company.client.phone, language)
  await expectAccessible(page)
  await pressInMenu(page, language === 'ru' ? '1' : '2', words.languageMenu)
  await pressInMenu(page, '2', words.topicMenu)
  await callStateIs(page, 'waiting')
  expect(await textOf(page, '[data-place]')).toBe('1')
  await expectAccessible(page)

  const { callId } = await desk
    .ring(PATIENCE_MS)
    .then(() => desk.accept())
    .then(({ work }) => work[0] ?? { callId: '' })
  await callStateIs(page, 'talking')
  await expectAccessible(page)
  await desk.visitor.post(`/api/calls/${callId}/hold`)
  await callStateIs(page, 'hold')
  await expectAccessible(page)
  await desk.visitor.post(`/api/calls/${callId}/resume`)
  await callStateIs(page, 'talking')

  await loseNetwork(page)
  await callStateIs(page, 'reconnecting')
  await expectAccessible(page)
  await page.context().setOffline(false)
  await callStateIs(page, 'talking')
  await desk.until(({ work }) => work[0]?.clientLegState === 'connected', 30_000)

  await desk.visitor.post(`/api/calls/${callId}/hang-up`)
  await callStateIs(page, 'ended')
  expect(await textOf(page, 'main')).toContain(words.thanks)
  await expectAccessible(page)
  await desk.visitor.post('/api/agents/me/presence', { chosen: 'offline' })
  desk.leave()
})

/** No request passes, and the socket that was open is gone. */
const loseNetwork = async (page: Page): Promise<void> => {
  await page.context().setOffline(true)
  for (const socket of hub.app.sockets.io.of(CALLER_NAMESPACE).sockets.values()) socket.conn.close()
}
