/** API tokens on screen: a service user and its token, one's own, and the page that describes the API. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { Visitor } from '../harness/visitor.ts'

const pages: Page[] = []
let hub: Hub
let browser: Browser
beforeAll(async () => {
  hub = await startHub({ worker: false })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const open = async (path: string, language: 'ru' | 'en' = 'ru'): Promise<Page> => {
  const page = await openPage(browser, { language })
  pages.push(page)
  await signInAs(page, hub.url, 'administrator', path)
  return page
}
const bearing = (token: string) => {
  const program = new Visitor(hub.url)
  program.headers.authorization = `Bearer ${token}`
  return program
}

it('a service user is made, gets a token with a part of its rights, and loses it', async () => {
  const page = await open('/administration/users')
  await page.getByRole('button', { name: 'Служебный пользователь' }).click()
  const dialog = page.getByRole('dialog', { name: 'Новый служебный пользователь' })
  await dialog.getByRole('button', { name: 'Создать' }).click()
  await dialog.getByText('Заполните это поле.').first().waitFor()
  await expectAccessible(page)
  await dialog.getByLabel('Название программы').fill('Выгрузка отчётов')
  await dialog.getByLabel('Супервизор').check()
  await dialog.getByRole('button', { name: 'Создать' }).click()
  await page.getByRole('heading', { level: 1, name: 'Выгрузка отчётов' }).waitFor()

  await page.getByRole('button', { name: 'Новый ключ' }).click()
  const form = page.getByRole('dialog', { name: 'Новый ключ' })
  await form.getByLabel('Название').fill('ночной')
  expect(await form.getByLabel('Управлять ролями и правами: Всё').count()).toBe(0)
  await form.getByLabel('Видеть пользователей: Всё').check()
  await form.getByRole('button', { name: 'Новый ключ' }).click()
  const token = (await form.getByText(/^pvz_/).textContent()) ?? ''
  await form.getByRole('button', { name: 'Закрыть' }).last().click()
  await form.waitFor({ state: 'detached' })
  expect((await bearing(token).get('/api/users')).status).toBe(200)
  expect((await bearing(token).get('/api/roles')).status).toBe(200)
  expect((await bearing(token).get('/api/clients?search=x')).status).toBe(403)

  await page.getByRole('button', { name: 'Отозвать: ночной' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Отозвать' }).click()
  await page.getByText('Отозван', { exact: true }).waitFor()
  expect((await bearing(token).get('/api/users')).status).toBe(401)
  await closePages(pages)
})

it('one’s own token is made on the account page', async () => {
  const page = await open('/account')
  const panel = page.getByRole('region', { name: 'Ключи API' })
  await panel.getByText('Ключей нет').waitFor()
  await panel.getByRole('button', { name: 'Новый ключ' }).click()
  const form = page.getByRole('dialog', { name: 'Новый ключ' })
  await form.getByLabel('Название').fill('мой')
  await form.getByRole('button', { name: 'Новый ключ' }).click()
  await form.getByText('Заполните это поле.').waitFor()
  await expectAccessible(page)
  await form.getByLabel('Видеть карточки клиентов: Всё').check()
  await form.getByRole('button', { name: 'Новый ключ' }).click()
  await form.getByText(/^pvz_/).waitFor()
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Закрыть' }).last().click()
  await panel.getByText('Действует', { exact: true }).waitFor()
  await closePages(pages)
})

it('the page about the API leads through the sign-in, stands without programs, and is clean', async () => {
  const page = await openPage(browser)
  pages.push(page)
  await page.goto(`${hub.url}/api/docs`)
  await page.locator('input[type=email]').fill('administrator@example.test')
  await page.locator('input[type=password]').fill('a long enough secret')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Перезвон: API' }).waitFor()
  expect(await page.locator('details').count()).toBe(hub.app.routes.length)
  expect(await page.locator('script').count()).toBe(0)
  const summary = page.locator('#get-users-by-id summary')
  await summary.focus()
  await page.keyboard.press('Enter')
  await page.locator('#get-users-by-id pre').first().waitFor()
  await expectAccessible(page)
  await closePages(pages)
})
