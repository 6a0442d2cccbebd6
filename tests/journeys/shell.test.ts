/** The frame of the house in a real browser: signing in, keys, the live line, a session that ends, rights that change. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  expectAccessible,
  faultsOf,
  lineIs,
  openBrowser,
  openPage,
  type Sight,
  signInAs,
} from '../harness/browser.ts'
import { emailOf, PASSWORD } from '../harness/company.ts'
import { type Hub, startHub } from '../harness/hub.ts'

let hub: Hub
let browser: Browser
const pages: Page[] = []

const open = async (sight?: Sight): Promise<Page> => {
  const page = await openPage(browser, sight)
  pages.push(page)
  return page
}

beforeAll(async () => {
  hub = await startHub({ worker: false })
  browser = await openBrowser(['--host-resolver-rules=MAP hub.test 127.0.0.1'])
})
afterEach(async () => {
  for (const page of pages.splice(0)) {
    expect(faultsOf.get(page)).toEqual([])
    await page.context().close()
  }
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

describe('signing in', () => {
  it('says what is wrong in words, keeps what was typed, then leads where one wanted to go', async () => {
    const page = await open()
    await page.goto(`${hub.url}/administration/skills`)
    await page.getByLabel('Электронная почта').fill(emailOf('administrator'))
    await page.getByLabel('Пароль', { exact: true }).fill('not the password')
    await page.keyboard.press('Enter')
    await page.getByText('Почта или пароль не подходят.').waitFor()
    await expectAccessible(page)
    expect(await page.getByLabel('Электронная почта').inputValue()).toBe(emailOf('administrator'))
    await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Навыки' }).waitFor()
    await lineIs(page, 'live')
    expect(new URL(page.url()).pathname).toBe('/administration/skills')
  })

  it('works at a plain-http address that is not localhost, where browsers hold back half of their interfaces', async () => {
    const page = await open({ language: 'en' })
    const { port } = new URL(hub.url)
    await page.goto(`http://hub.test:${port}/call`)
    await page.getByText('There is no microphone here', { exact: false }).waitFor()
    await expectAccessible(page)
    await signInAs(page, `http://hub.test:${port}`, 'administrator', '/account')
    expect(await page.evaluate('globalThis.isSecureContext')).toBe(false)
    await page.getByRole('heading', { level: 1 }).waitFor()
  })

  it('lets a user change the language for good', async () => {
    const page = await open()
    await signInAs(page, hub.url, 'director', '/account')
    await page.getByRole('button', { name: /^Меню:/ }).click()
    await page.getByRole('menuitem', { name: 'Язык' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Password and sessions' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Password and sessions' }).waitFor()
    await (await hub.as('director')).put('/api/session/language', { language: 'ru' })
  })
})

describe('keys', () => {
  it('lead everywhere, also on the other keyboard layout, and never out of what is being typed', async () => {
    const page = await open()
    await signInAs(page, hub.url, 'administrator', '/account')
    await page.keyboard.press('Control+KeyK')
    await page.getByRole('combobox').fill('yfdsr')
    await page.getByRole('option', { name: 'Навыки' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Навыки' }).waitFor()

    await page.keyboard.press('Shift+Slash')
    await page.getByRole('dialog', { name: 'Сочетания клавиш' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.goto(`${hub.url}/account`)
    await page.getByLabel('Нынешний пароль').pressSequentially('ga?')
    expect(await page.getByLabel('Нынешний пароль').inputValue()).toBe('ga?')
    expect(new URL(page.url()).pathname).toBe('/account')
    await page.locator('main').focus()
    await page.keyboard.press('KeyG')
    await page.keyboard.press('KeyA')
    await page.getByRole('heading', { level: 1, name: 'Пользователи' }).waitFor()
  })

  it('let one skip the navigation', async () => {
    const page = await open()
    await signInAs(page, hub.url, 'administrator', '/account')
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement?.id')).toBe('main')
  })
})

describe('the live line', () => {
  it('shows what changed while it was away, and only then counts as live (L24)', async () => {
    const page = await open()
    await signInAs(page, hub.url, 'administrator', '/administration/skills')
    await page.getByRole('heading', { level: 1, name: 'Навыки' }).waitFor()
    const administrator = await hub.as('administrator')
    await administrator.post('/api/skills', { code: 'rails', nameRu: 'Рельсы', nameEn: 'Rails' })
    await page.getByRole('cell', { name: 'Рельсы', exact: true }).waitFor()

    await page.context().setOffline(true)
    hub.app.sockets.io.disconnectSockets(true)
    await page.getByText('Команды подождут', { exact: false }).waitFor()
    await expectAccessible(page)
    await administrator.post('/api/skills', { code: 'beams', nameRu: 'Балки', nameEn: 'Beams' })
    await page.context().setOffline(false)
    await lineIs(page, 'live')
    await page.getByRole('cell', { name: 'Балки', exact: true }).waitFor()
    await page.getByText('Команды подождут', { exact: false }).waitFor({ state: 'detached' })
    faultsOf.get(page)?.splice(0)
  })
})

describe('a session that ends under an open page', () => {
  it('asks to sign in again within 5 s and keeps what was typed', async () => {
    const page = await open()
    await signInAs(page, hub.url, 'supervisor', '/account')
    await page.getByLabel('Новый пароль').fill('half a thought')
    await (await hub.as('supervisor')).delete('/api/sessions')
    const dialog = page.getByRole('dialog', { name: 'Сеанс окончен — войдите снова' })
    await dialog.waitFor({ timeout: 5_000 })
    await expectAccessible(page)
    await dialog.getByLabel('Пароль', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await lineIs(page, 'live')
    expect(await page.getByLabel('Новый пароль').inputValue()).toBe('half a thought')
  })

  it('takes the pages away with the rights, at once', async () => {
    const page = await open()
    await signInAs(page, hub.url, 'director', '/administration/users')
    await page.getByRole('heading', { level: 1, name: 'Пользователи' }).waitFor()
    const administrator = await hub.as('administrator')
    const { roles } = (await administrator.get('/api/roles')).body
    const director = roles.find((role: { code: string }) => role.code === 'director')
    const { 'user.read': _, ...grants } = director.grants
    const { nameRu, nameEn, version } = director
    const edit = await administrator.put(`/api/roles/${director.id}`, { version, nameRu, nameEn, grants })
    expect(edit.status).toBe(200)
    await page
      .getByRole('heading', { level: 1, name: 'Этот раздел вам не открыт' })
      .waitFor({ timeout: 5_000 })
    expect(await page.getByRole('link', { name: 'Администрирование' }).count()).toBe(0)
  })
})
