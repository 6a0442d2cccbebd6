/** An administrator sets the telephone network up on screen, by the keyboard; sees what is wrong, and leads a number. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, faultsOf, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { callSilently } from '../harness/silent-call.ts'

const SHOTS = process.env.SHOTS
let hub: Hub
let browser: Browser
let page: Page

beforeAll(async () => {
  hub = await startHub({ worker: false })
  browser = await openBrowser()
  page = await openPage(browser)
  await signInAs(page, hub.url, 'administrator', '/administration/network')
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const region = (name: string) => page.getByRole('region', { name })
const shot = async (name: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}
/** What says that it was done has gone from the corner: the toaster's own keys are none of the page's. */
const judge = async () => {
  await page.locator('div[role=region] > span[tabindex="0"]').first().waitFor({ state: 'detached' })
  await expectAccessible(page)
}
const type = async (label: string, text: string) => {
  await region('Настройки').getByLabel(label, { exact: true }).focus()
  await page.keyboard.press('Control+KeyA')
  await page.keyboard.type(text)
}

it('the account is typed by the keyboard, refused at its field, saved, and its secrets are not shown again', async () => {
  await region('Что готово').getByText('ещё нет').first().waitFor()
  await expectAccessible(page)
  await type('SID учётной записи', 'not a sid')
  await type('Токен авторизации', 'a token that nobody may see')
  await type('Публичный адрес хаба', hub.url)
  await page.keyboard.press('Enter')
  await region('Настройки').locator('[data-faulty]').first().waitFor()
  await expectAccessible(page)
  await type('SID учётной записи', 'AC0123456789abcdef0123456789abcdef')
  await page.keyboard.press('Enter')
  await region('Настройки').getByText('задан; введите новый, чтобы заменить').first().waitFor()
  expect(await page.content()).not.toContain('a token that nobody may see')
  await region('Что указать в консоли Twilio').getByText(`${hub.url}/twilio/voice`).waitFor()
  expect(faultsOf.get(page)).toEqual([])
})

it('a call that is refused stands under the doctor, and the check says that the address leads here', async () => {
  const body = new URLSearchParams({ CallSid: 'CA1', CallStatus: 'ringing' })
  expect((await fetch(`${hub.url}/twilio/voice`, { method: 'POST', body })).status).toBe(403)
  // The account itself cannot be asked for here: nothing leaves this machine.
  hub.platform.config.TWILIO_API_URL = 'http://127.0.0.1:9'
  await page.getByRole('button', { name: 'Проверить' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Адрес ведёт на этот хаб.').waitFor()
  await page.getByText('Twilio не отвечает.').waitFor()
  await region('Доктор подписей').locator('[data-fault=unsigned]').waitFor()
  await region('Последние вызовы').getByText('отклонён').first().waitFor()
  await judge()
  await shot('network-ru')
  expect(faultsOf.get(page)).toEqual([])
})

it('a number that was called and leads nowhere is led from where it is told', async () => {
  const { callId } = await callSilently(hub)
  await hub.platform.db('calls').where({ id: callId }).update({ callee: '+74951112233' })
  await page.goto(`${hub.url}/administration/numbers`)
  await page.locator('[data-unmapped]').waitFor()
  await expectAccessible(page)
  await shot('numbers-unmapped-ru')
  await page.locator('[data-unmapped]').getByRole('button').focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByLabel('Номер', { exact: true }).inputValue()).toBe('+74951112233')
  await dialog.getByLabel('Подпись').focus()
  await page.keyboard.type('Головной офис')
  await expectAccessible(page)
  await shot('number-dialog-ru')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: 'Головной офис' }).waitFor()
  await page.locator('[data-unmapped]').waitFor({ state: 'detached' })
  await judge()
  expect(faultsOf.get(page)).toEqual([])
})

it('both pages in English and in the dark', async () => {
  await hub.platform.db('users').where({ id: hub.company.users.administrator }).update({ language: 'en' })
  const dark = await openPage(browser, { language: 'en', look: 'dark', size: { width: 1920, height: 1080 } })
  await signInAs(dark, hub.url, 'administrator', '/administration/network')
  await dark.getByRole('region', { name: 'Signature doctor' }).waitFor()
  await expectAccessible(dark)
  if (SHOTS) await dark.screenshot({ path: `${SHOTS}/network-en.png`, fullPage: true })
  await dark.goto(`${hub.url}/administration/numbers`)
  await dark.getByRole('cell', { name: 'Головной офис' }).waitFor()
  await expectAccessible(dark)
  if (SHOTS) await dark.screenshot({ path: `${SHOTS}/numbers-en.png`, fullPage: true })
  expect(faultsOf.get(dark)).toEqual([])
})
