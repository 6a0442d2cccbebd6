/** An SMS at the screens: written from the card and seen delivered; the client's answer arrives live and is answered. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  expectAccessible,
  faultsOf,
  openBrowser,
  openPage,
  signInAs,
  violationsOf,
} from '../harness/browser.ts'
import { NUMBER, startTwilioHub, type TwilioHub } from '../twilio-cloud/twilio-hub.ts'

const SHOTS = process.env.SHOTS
let world: TwilioHub
let browser: Browser
let page: Page

beforeAll(async () => {
  world = await startTwilioHub()
  const { hub } = world
  const market_id = hub.company.markets.ru
  await hub.platform.db('phone_numbers').insert({ number: NUMBER, flow_code: 'main', market_id })
  browser = await openBrowser()
  page = await openPage(browser)
  await signInAs(page, hub.url, 'agent2', `/clients/${hub.company.client.id}`)
})
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

const shot = async (name: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` })
}
const message = (state: string, text: string) =>
  page.locator(`[data-message=${state}]`).filter({ hasText: text })
/** The page itself: what says in the corner that it was done has been judged elsewhere. */
const judge = async () => expect(await violationsOf(page, 'main')).toEqual([])

it('is written from the card by the keyboard, counted in parts, and stands there as delivered', async () => {
  await page.locator('[data-write-message]').focus()
  await page.keyboard.press('Enter')
  const text = page.locator('[data-message-text]')
  await text.waitFor()
  await page.keyboard.type('Отгрузка завтра в 9:00. ')
  await page.keyboard.type('Пропуск на машину заказан, водитель позвонит за час.')
  expect(await page.locator('[data-segments]').textContent()).toBe('2 SMS · осталось 58 знаков')
  await expectAccessible(page)
  await shot('write-ru')
  await page.keyboard.press('Control+Enter')
  await text.waitFor({ state: 'detached' })
  const line = page.locator('[data-timeline-kind=interaction]').filter({ hasText: 'доставлено' })
  await line.waitFor()
  await judge()
  await shot('card-ru')
  await line.getByRole('link', { name: 'SMS' }).click()
  await message('delivered', 'Отгрузка завтра').waitFor()
})

it('the answer arrives live, makes work, and is answered where it stands', async () => {
  const { cloud, hub } = world
  await cloud.wish({ do: 'write', from: hub.company.client.phone, to: NUMBER, body: 'Спасибо! А накладная?' })
  await message('received', 'А накладная?').waitFor()
  await page.locator('[data-owed]').waitFor()
  await cloud.wish({
    do: 'fates',
    fates: [{ to: hub.company.client.phone, statuses: ['queued', 'sent', 'undelivered'], errorCode: 30003 }],
  })
  await page.locator('[data-message-text]').focus()
  await page.keyboard.type('Вышлем вечером.')
  await page.keyboard.press('Control+Enter')
  await message('undelivered', 'Вышлем вечером.').getByText('Телефон выключен или вне сети.').waitFor()
  await page.locator('[data-owed]').waitFor({ state: 'detached' })
  await judge()
  await shot('conversation-ru')
  await cloud.wish({ do: 'fates', fates: [] })
  await page.locator('[data-retry-message]').focus()
  await page.keyboard.press('Enter')
  await message('delivered', 'Вышлем вечером.').waitFor()
  expect(faultsOf.get(page)).toEqual([])
})

it('who opted out cannot be written to, and is told so in either language', async () => {
  const { cloud, hub } = world
  await cloud.wish({ do: 'write', from: hub.company.client.phone, to: NUMBER, body: 'STOP' })
  await page.locator('[data-message-barrier]').waitFor()
  await hub.platform.db('users').where({ id: hub.company.users.agent }).update({ language: 'en' })
  const english = await openPage(browser, { language: 'en', look: 'dark' })
  await signInAs(english, hub.url, 'agent', new URL(page.url()).pathname)
  await english.locator('[data-message-barrier]').getByText('The client wants no messages').waitFor()
  await expectAccessible(english)
  if (SHOTS) await english.screenshot({ path: `${SHOTS}/conversation-en.png` })
  await english.goto(`${hub.url}/clients/${hub.company.client.id}`)
  await english.locator('[data-consent=messages]').getByText('Withdrawn').waitFor()
  await english.locator('[data-write-message]').click()
  await english.getByRole('dialog').locator('[data-message-barrier]').waitFor()
  await expectAccessible(english)
  if (SHOTS) await english.screenshot({ path: `${SHOTS}/barrier-en.png` })
  expect(faultsOf.get(english)).toEqual([])
})
