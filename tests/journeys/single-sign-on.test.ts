/** Single sign-on on screen: set up by an administrator, used from the sign-in page, refused with words. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePages, expectAccessible, lineIs, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { CLIENT, type IdentityProvider, openIdentityProvider } from '../harness/identity-provider.ts'

const pages: Page[] = []
let hub: Hub
let idp: IdentityProvider
let browser: Browser
beforeAll(async () => {
  idp = await openIdentityProvider()
  hub = await startHub({ worker: false })
  // The provider sends the browser back to the address that the hub knows as its own.
  hub.platform.config.PUBLIC_URL = hub.url
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
  await idp?.stop()
})

const open = async (): Promise<Page> => {
  const page = await openPage(browser)
  pages.push(page)
  return page
}

it('is set up with the address to return to, and says what is wrong with it', async () => {
  const page = await open()
  await signInAs(page, hub.url, 'administrator', '/administration/single-sign-on')
  await page.getByText(`${hub.url}/api/single-sign-on/return`).waitFor()
  await page.getByLabel('Название на кнопке').fill('Вход «Сталь»')
  await page.getByLabel('Адрес службы (issuer)').fill('http://login.example.com')
  await page.getByLabel('Идентификатор клиента').fill(CLIENT.clientId)
  await page.getByRole('textbox', { name: 'Секрет клиента' }).fill(CLIENT.clientSecret)
  await page.getByRole('button', { name: 'Соответствие' }).click()
  await page.getByLabel('Значение у службы 1').fill('desk')
  await page.getByLabel('Заводить новых пользователей').check()
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Нужен адрес https', { exact: false }).waitFor()
  await expectAccessible(page)
  await page.getByLabel('Адрес службы (issuer)').fill(idp.issuer)
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Уже задан и не показывается.', { exact: false }).waitFor()
  expect(await page.getByRole('textbox', { name: 'Секрет клиента' }).inputValue()).toBe('')
  await closePages(pages)
})

it('lets somebody in by one button and on to where they were going; others are told why not', async () => {
  idp.state.claims = { sub: '1', email: 'supervisor@example.test', email_verified: true }
  const page = await open()
  await page.goto(`${hub.url}/sign-in?next=/account`)
  const button = page.getByRole('link', { name: 'Войти через Вход «Сталь»' })
  await button.waitFor()
  await expectAccessible(page)
  await button.press('Enter')
  await lineIs(page, 'live')
  await page.getByRole('heading', { level: 1, name: 'Пароль и сеансы' }).waitFor()

  idp.state.claims = { sub: '2', email: 'nobody@example.test', email_verified: true }
  const other = await open()
  await other.goto(`${hub.url}/sign-in`)
  await other.getByRole('link', { name: 'Войти через Вход «Сталь»' }).click()
  await other.getByText('Для вас не нашлось роли.', { exact: false }).waitFor()
  await expectAccessible(other)
  await closePages(pages)
})
