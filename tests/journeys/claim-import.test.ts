/** A file of claims of another system at the screen: from the desk, its columns, its check, brought in, and taken back. */
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
  'Номер;Дата получения;Клиент;Телефон;Вид претензии;Суть;Дата закрытия;Основание',
  'П-17;01.02.2026;;+7 495 123-45-67;Качество;Лист погнут;;',
  'П-18;02.02.2026;Ромашка;8 495 700-00-01;Качество;Ржавчина;10.02.2026;подтверждена',
  'П-19;вчера;Ромашка;;Качество;Не та марка;;',
].join('\r\n')

const stepIs = async (page: Page, state: string): Promise<void> => {
  await hub.worker!.sweeper.runNow('claim-imports')
  await see(page, `[data-import-state=${state}]`)
}

/** From the claims desk to what the check has found. */
const bring = async (look: 'light' | 'dark', language: 'ru' | 'en'): Promise<Page> => {
  await setLanguageOf(hub, 'administrator', language)
  const page = await openPage(browser, { language, look })
  pages.push(page)
  await signInAs(page, hub.url, 'administrator', '/claims')
  await page.locator('[data-to-import]').click()
  await see(page, '[data-history]')
  const buffer = Buffer.from(SHEET)
  await page.locator('[data-file]').setInputFiles({ name: 'претензии.csv', mimeType: 'text/csv', buffer })
  await see(page, '[data-mapping]')
  await expectAccessible(page)
  await page.locator('[data-check]').click()
  await stepIs(page, 'checked')
  await see(page, '[data-clock-rule]')
  return page
}

test('in Russian: looked through, brought in with a new client, found by the former number, and taken back', async () => {
  const page = await bring('light', 'ru')
  expect(await textOf(page, '[data-verdict=ready]')).toMatch(/^1\n/)
  await page.getByText('Дата получения: это не похоже на дату').waitFor()
  await expectAccessible(page)
  await page.locator('[data-verdict=stranger]').click()
  await page.getByText('нет в базе').waitFor()
  await page.locator('[data-on-stranger]').click()
  await page.getByRole('option', { name: 'создать новую карточку' }).click()
  await page.locator('[data-apply]').click()
  await stepIs(page, 'applied')
  expect(await textOf(page, '[data-count=created]')).toContain('2')
  expect(await textOf(page, '[data-count=late]')).toContain('1')
  await expectAccessible(page)
  const done = page.url()

  await page.goto(`${hub.url}/claims?search=П-17`)
  await page.locator('[data-claim-link]').first().click()
  expect(await textOf(page, '[data-outer-number]')).toBe('П-17')

  await page.goto(done)
  await page.locator('[data-undo]').click()
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button').last().click()
  await stepIs(page, 'undone')
  expect(await textOf(page, '[data-count=removed]')).toContain('2')
  expect(await hub.platform.db('claims').pluck('outer_number')).toEqual([])
})

test('in English: what the check has found', async () => {
  const page = await bring('dark', 'en')
  await page.getByText('Дата получения: does not look like a date').waitFor()
  await expectAccessible(page)
})
