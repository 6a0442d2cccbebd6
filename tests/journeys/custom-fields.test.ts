/** A field made by the keyboard alone, on the open screens at once, filled in, found, filtered by and put away. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'

let hub: Hub
let browser: Browser
let page: Page
/** An agent's screen in English, open all the while. */
let beside: Page
let card: string

beforeAll(async () => {
  hub = await startHub({ worker: false })
  browser = await openBrowser()
  card = `/clients/${hub.company.client.id}`
  const need = { thing: 'client', type: 'number', nameRu: 'Годовая потребность', nameEn: 'Annual need' }
  const administrator = await hub.as('administrator')
  await administrator.post('/api/custom-fields', { ...need, unitRu: 'т', unitEn: 't' })
  const group = { code: 'terms', nameRu: 'Условия', nameEn: 'Terms', parentId: null }
  const [terms] = (await administrator.post('/api/dictionaries/field-groups', group)).body.entries
  const limit = { thing: 'client', type: 'money', nameRu: 'Лимит', nameEn: 'Credit limit' }
  await administrator.post('/api/custom-fields', { ...limit, groupId: terms.id })
  page = await openPage(browser)
  await signInAs(page, hub.url, 'administrator', '/administration/fields')
  beside = await openPage(browser, { language: 'en' })
  await hub.platform.db('users').where({ id: hub.company.users.supervisor }).update({ language: 'en' })
  await signInAs(beside, hub.url, 'supervisor', card)
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

/** Typed where the focus is, then on to the next field. */
const type = async (...texts: string[]) => {
  for (const text of texts) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
}
it('a field is added by the keyboard, and stands on a form that is open', async () => {
  await beside.locator('[data-edit]').click()
  const form = beside.getByRole('dialog')
  await form.getByLabel('Annual need, t').waitFor()
  await page.getByRole('button', { name: 'Добавить поле' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Новое поле: Клиент' })
  await dialog.getByLabel('По-русски', { exact: true }).focus()
  await type('Марка стали', 'Steel grade')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'Несколько из списка' }).press('Enter')
  await dialog.getByLabel('Вариант 1 по-русски').focus()
  await type('Ст3', 'St3')
  await dialog.getByLabel('Вариант 2 по-русски').focus()
  await type('09Г2С', '09G2S')
  await expectAccessible(page)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await form.getByLabel('Steel grade').waitFor({ timeout: 2_000 })
  await page.getByText('Ст3, 09Г2С').waitFor()
})

it('it is filled in on the card, a fault standing at its field', async () => {
  const form = beside.getByRole('dialog')
  await form.getByLabel('Annual need, t').fill('1200.5')
  await beside.keyboard.press('Enter')
  await form.getByText('More decimal places than this field has.').waitFor()
  await form.getByLabel('Annual need, t').fill('1200')
  await form.getByLabel('Steel grade').click()
  await beside.getByRole('option', { name: '09G2S' }).click()
  await beside.keyboard.press('Escape')
  await beside.getByRole('option').first().waitFor({ state: 'detached' })
  await form.getByRole('group', { name: 'Terms' }).locator('[data-amount]').fill('1500.50')
  await expectAccessible(beside)
  await form.locator('[data-save]').click()
  await form.waitFor({ state: 'detached' })
  await beside.getByText('1\u00a0200\u00a0t').waitFor()
  await beside.getByText('09G2S').waitFor()
  await beside.getByText(/1,500\.50/).waitFor()
  await beside.getByText('Terms').waitFor()
})

it('the list is narrowed by it, the address holds the filter, and a condition is dropped', async () => {
  await beside.goto(`${hub.url}/clients`)
  await beside.locator('[data-custom-filter]').press('Enter')
  const dialog = beside.getByRole('dialog', { name: 'Narrow by custom fields' })
  await dialog.getByLabel('Annual need, t: from').fill('1000')
  await expectAccessible(beside)
  await beside.keyboard.press('Enter')
  await beside.getByRole('link', { name: 'Сталь-Сервис' }).waitFor()
  await beside.locator('[data-condition]').getByText('Annual need: from 1\u00a0000\u00a0t').waitFor()
  await beside.reload()
  await beside.getByRole('link', { name: 'Сталь-Сервис' }).waitFor()
  await beside.locator('[data-condition]').press('Enter')
  await beside.locator('[data-condition]').waitFor({ state: 'detached' })
  expect(new URL(beside.url()).search).toBe('')
})

it('put away, it leaves the forms and its values stay in sight', async () => {
  await page.getByRole('button', { name: 'В архив: Годовая потребность' }).press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'В архив' }).press('Enter')
  await page.getByRole('button', { name: 'Вернуть: Годовая потребность' }).waitFor()
  await expectAccessible(page)
  await beside.goto(`${hub.url}${card}`)
  await beside.getByText('1\u00a0200\u00a0t').waitFor()
  await beside.locator('[data-edit]').click()
  const form = beside.getByRole('dialog')
  await form.getByText('Steel grade').waitFor()
  expect(await form.getByLabel('Annual need, t').count()).toBe(0)
  await beside.keyboard.press('Escape')
  await closePages([page, beside])
})
