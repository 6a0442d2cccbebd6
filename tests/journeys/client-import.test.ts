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

test.each([
  { language: 'ru', look: 'light', faulty: 'Тел.: это не похоже на телефон' },
  { language: 'en', look: 'dark', faulty: 'Тел.: does not look like a phone' },
] as const)('in $language', async ({ language, look, faulty }) => {
  await setLanguageOf(hub, 'administrator', language)
  const page = await openPage(browser, { language, look })
  pages.push(page)
  await signInAs(page, hub.url, 'administrator', '/clients')
  await page.locator('[data-to-import]').click()
  await see(page, '[data-history]')
  await page
    .locator('[data-file]')
    .setInputFiles({ name: 'клиенты.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) })
  await see(page, '[data-mapping]')
  await expectAccessible(page)
  // A head that says nothing known is said by hand; next time it is remembered.
  const phones = page.locator('[data-meaning]').nth(1)
  if (language === 'ru') expect(await phones.innerText()).toContain('Телефоны')
  await page.locator('[data-check]').click()
  await stepIs(page, 'checked')
  expect(await textOf(page, '[data-verdict=new]')).toMatch(/^1\n/)
  await see(page, '[data-suspect]')
  await expectAccessible(page)
  await page.locator('[data-verdict=faulty]').click()
  await page.getByText(faulty).waitFor()
  await page.locator('[data-apply]').click()
  await stepIs(page, 'applied')
  await see(page, '[data-count=created]')
  await expectAccessible(page)
  await agree(page, '[data-undo]')
  await stepIs(page, 'undone')
  expect(await textOf(page, '[data-count=removed]')).toContain('1')
})
