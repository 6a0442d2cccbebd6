/** A file of clients at the screen: chosen, its columns said, looked through, brought in, and taken back. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { see, setLanguageOf, textOf } from './driver/people.ts'

let hub: Hub
let browser: Browser
const pages: Page[] = []

beforeAll(async () => {
  ;[hub, browser] = await Promise.all([startHub(), openBrowser()])
})
afterAll(async () => {
  await closePages(pages)
  await browser?.close()
  await hub?.stop()
})

const SHEET = [
  'Наименование;Тел.;Город;Примечание',
  'Ромашка;8 495 700-00-01;Тула;',
  'Лютик;123;Тула;нет такого',
  'Сталь Урал;+7 495 123-45-67;Москва;',
].join('\r\n')

const stepIs = async (page: Page, state: string): Promise<void> => {
  await hub.worker!.sweeper.runNow('client-imports')
  await see(page, `[data-import-state=${state}]`)
}
const agree = async (page: Page, deed: string): Promise<void> => {
  await page.locator(deed).click()
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button').last().click()
}

/** From the list of clients to the columns of the file. */
const choose = async (look: 'light' | 'dark', language: 'ru' | 'en'): Promise<Page> => {
  await setLanguageOf(hub, 'administrator', language)
  const page = await openPage(browser, { language, look })
  pages.push(page)
  await signInAs(page, hub.url, 'administrator', '/clients')
  await page.locator('[data-to-import]').click()
  await see(page, '[data-history]')
  const buffer = Buffer.from(SHEET)
  await page.locator('[data-file]').setInputFiles({ name: 'клиенты.csv', mimeType: 'text/csv', buffer })
  await see(page, '[data-mapping]')
  return page
}

test('in Russian: brought in, and taken back', async () => {
  const page = await choose('light', 'ru')
  expect(await page.locator('[data-meaning]').nth(1).innerText()).toContain('Телефоны')
  await page.locator('[data-check]').click()
  await stepIs(page, 'checked')
  expect(await textOf(page, '[data-verdict=new]')).toMatch(/^1\n/)
  expect(await textOf(page, '[data-suspect]')).toContain('тот же телефон')
  await expectAccessible(page)
  await page.locator('[data-verdict=faulty]').click()
  await page.getByText('Тел.: это не похоже на телефон').waitFor()
  await page.locator('[data-apply]').click()
  await stepIs(page, 'applied')
  await see(page, '[data-count=created]')
  await expectAccessible(page)
  await agree(page, '[data-undo]')
  await stepIs(page, 'undone')
  expect(await textOf(page, '[data-count=removed]')).toContain('1')
})

test('in English: as it was said the last time, and looked through', async () => {
  const page = await choose('dark', 'en')
  await expectAccessible(page)
  await page.locator('[data-check]').click()
  await stepIs(page, 'checked')
  await page.locator('[data-verdict=faulty]').click()
  await page.getByText('Тел.: does not look like a phone').waitFor()
  await expectAccessible(page)
})
