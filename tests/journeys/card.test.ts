/** The card at the screen: two who edit at once, addresses of all kinds, tags, consents, and finding it again. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let card: string
const pages: Page[] = []

beforeAll(async () => {
  hub = await startHub({ worker: false })
  browser = await openBrowser()
  page = await openPage(browser)
  pages.push(page)
  card = `/clients/${hub.company.client.id}`
  await signInAs(page, hub.url, 'supervisor', card)
})
afterAll(async () => {
  await closePages(pages)
  await browser?.close()
  await hub?.stop()
})

const seen = (selector: string) => page.locator(selector).first().waitFor({ timeout: 15_000 })

test('of two editors the second is told what, by whom and to what, and chooses field by field', async () => {
  await page.locator('[data-edit]').click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('[data-name]').waitFor()
  await dialog.locator('[data-region]').fill('Урал')
  const other = await hub.as('agent')
  const { body } = await other.get(`/api/clients/${hub.company.client.id}`)
  const theirs = { version: body.version, region: 'Сибирь', source: 'fair' }
  expect((await other.patch(`/api/clients/${hub.company.client.id}`, theirs)).status).toBe(200)
  await dialog.locator('[data-save]').click()
  await seen('[data-clash] [data-contested=region]')
  // What the other changed alone came in by itself, and is said.
  expect(await dialog.locator('[data-taken=source]').innerText()).toContain('выставка')
  expect(await dialog.locator('[data-contested=region]').innerText()).toContain('Сибирь')
  expect(await dialog.locator('[data-save]').isDisabled()).toBe(true)
  await expectAccessible(page)
  await dialog.locator('[data-contested=region] [data-choose=mine]').click()
  await dialog.locator('[data-save]').click()
  await dialog.waitFor({ state: 'hidden' })
  const saved = (await other.get(`/api/clients/${hub.company.client.id}`)).body
  expect(saved).toMatchObject({ region: 'Урал', source: 'fair', version: body.version + 2 })
})

test('a number with a mistake is refused beside its field', async () => {
  await page.locator('[data-edit]').click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('[data-tax-number]').fill('7707083894')
  await dialog.locator('[data-save]').click()
  await dialog.getByText('Налоговый номер с ошибкой', { exact: false }).waitFor()
  await dialog.locator('[data-tax-number]').fill('77 07 083893')
  await dialog.locator('[data-save]').click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('7707083893').waitFor()
})

test('a messenger is added and taken off again', async () => {
  await page.locator('[data-open-address]').click()
  await page.locator('[data-add-address]').getByRole('combobox').first().click()
  await page.getByRole('option', { name: 'Telegram' }).click()
  await page.locator('[data-address-value]').fill('https://t.me/Steel_Service')
  await expectAccessible(page)
  await page.locator('[data-save-address]').click()
  await seen('[data-address=telegram]')
  expect(await page.locator('[data-address=telegram] a').getAttribute('href')).toBe(
    'https://t.me/steel_service',
  )
  await page.locator('[data-address=telegram] [data-remove-address]').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Убрать' }).click()
  await page.locator('[data-address=telegram]').waitFor({ state: 'detached' })
})

test('a consent is recorded, and shown with its source and date', async () => {
  await page.locator('[data-record-consent]').click()
  await page.locator('[data-purpose]').click()
  await page.getByRole('option', { name: 'Рассылки' }).click()
  await page.locator('[data-save-consent]').click()
  await seen('[data-consent=marketing]')
  expect(await page.locator('[data-consent=marketing]').innerText()).toMatch(/Дано[\s\S]*звонок/)
  await expectAccessible(page)
})

test('a tag is made as it is typed, and leads to all that bear it', async () => {
  await page.locator('[data-add-tag]').click()
  await page.locator('[data-tags] input').fill('Ключевой')
  await page.getByText('Новая метка «Ключевой»').click()
  await seen('[data-tag]')
  await page.locator('[data-tag] a').click()
  await page.getByRole('link', { name: 'Сталь-Сервис' }).waitFor()
  expect(await page.locator('[data-total]').innerText()).toBe('1 клиент')
  await expectAccessible(page)
  // In the other script, with the filter on.
  await page.locator('[data-search]').fill('stal servis')
  await page.getByText('похоже').waitFor()
  await page.getByRole('link', { name: 'Сталь-Сервис' }).waitFor()
})
