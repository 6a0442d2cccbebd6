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

/** The corner has fallen silent: what it says holds guards of the focus that no screen reader meets. */
const judge = async () => {
  await page.locator('div[role=region] > span').first().waitFor({ state: 'detached', timeout: 15_000 })
  await expectAccessible(page)
}
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
  expect(await dialog.locator('[data-taken=source]').innerText()).toContain('Выставка')
  expect(await dialog.locator('[data-contested=region]').innerText()).toContain('Сибирь')
  expect(await dialog.locator('[data-save]').isDisabled()).toBe(true)
  await judge()
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
  await judge()
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
  await judge()
})

test('a tag is made as it is typed, and leads to all that bear it', async () => {
  await page.locator('[data-add-tag]').click()
  await page.locator('[data-tags] input').fill('Ключевой')
  await page.getByText('Новая метка «Ключевой»').click()
  await seen('[data-tag]')
  await page.locator('[data-tag] a').click()
  await page.getByRole('link', { name: 'Сталь-Сервис' }).waitFor()
  expect(await page.locator('[data-total]').innerText()).toBe('1 клиент')
  await judge()
  // In the other script, with the filter on.
  await page.locator('[data-search]').fill('stal servis')
  await page.getByText('похоже').waitFor()
  await page.getByRole('link', { name: 'Сталь-Сервис' }).waitFor()
})

test('a duplicate is suggested with its reasons, merged after a look, and parted again', async () => {
  const { db } = hub.platform
  const { market_id } = await db('clients').where({ id: hub.company.client.id }).first('market_id')
  const twin = { kind: 'company', name: 'ООО «Сталь Сервис»', market_id, country: 'RU', region: 'Казань' }
  const [{ id: client_id }] = await db('clients').insert(twin).returning('id')
  await db('addresses').insert({ client_id, kind: 'phone', value: hub.company.client.phone })
  await db('persons').insert({ client_id, name: 'Олег Громов' })
  await page.goto(`${hub.url}/clients/duplicates`)
  await page.locator('[data-pair]').getByText('тот же телефон').waitFor()
  await judge()
  await page.locator('[data-pair]').getByText('Сталь-Сервис', { exact: true }).click()
  await seen('[data-duplicate]')
  expect(await page.locator('[data-duplicate]').innerText()).toContain('тот же телефон: +7 495 123-45-67')
  await page.locator('[data-look]').click()
  await seen('[data-merge] [data-differing=region]')
  expect(await page.locator('[data-merge]').innerText()).toContain('контактные лица: 1')
  await judge()
  await page.locator('[data-differing=region] [data-take]').click()
  await page.locator('[data-do-merge]').click()
  await seen('[data-merged]')
  await page.getByText('Олег Громов').waitFor()
  await page.getByText('Казань', { exact: false }).first().waitFor()
  // The old card leads to the one that stands.
  await page.goto(`${hub.url}/clients/${client_id}`)
  await page.locator('[data-merged-into] a').click()
  await page.locator('[data-part]').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Разделить' }).click()
  await page.locator('[data-merged]').waitFor({ state: 'detached' })
  await page.getByText('Олег Громов').waitFor({ state: 'detached' })
  await judge()
})

test('the priority opens into its points, each leading to what it is given for', async () => {
  const { db } = hub.platform
  const { id: client_id } = hub.company.client
  const { market_id } = await db('clients').where({ id: client_id }).first('market_id')
  const at = new Date()
  const owner = { manager_id: hub.company.users.agent, market_id, currency: 'RUB' }
  const row = { client_id, ...owner, state: 'negotiating', opened_at: at, stage_at: at }
  const [deal] = await db('deals').insert(row).returning(['id', 'number'])
  await page.goto(`${hub.url}${card}`)
  await page.getByText('8 из 100').waitFor()
  await page.locator('[data-open-priority]').click()
  const link = page.locator('[data-fact=open-deals] a')
  expect(await link.innerText()).toBe(`№ ${deal.number}`)
  expect(await link.getAttribute('href')).toBe(`/deals/${deal.id}`)
  await judge()
})

test('who may export takes a file of the clients that are listed', async () => {
  const theirs = await openPage(browser)
  pages.push(theirs)
  await signInAs(theirs, hub.url, 'administrator', '/clients')
  const coming = theirs.waitForEvent('download')
  await theirs.locator('[data-export]').click()
  expect((await coming).suggestedFilename()).toBe('clients.csv')
  await page.goto(`${hub.url}/clients`)
  await seen('[data-to-duplicates]')
  expect(await page.locator('[data-export]').count()).toBe(0)
})
