/** Two-factor sign-in on screen, by keyboard: set up, signed in with, lost and taken away, asked for by a role. */
import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  closePages,
  expectAccessible,
  lineIs,
  openBrowser,
  openPage,
  type Sight,
  signInAs,
} from '../harness/browser.ts'
import { emailOf, PASSWORD } from '../harness/company.ts'
import { type Hub, startHub } from '../harness/hub.ts'

const STEP_MS = 30_000
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

const open = async (sight?: Sight) => {
  const page = await openPage(browser, sight)
  pages.push(page)
  return page
}
const codeNow = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: hub.clock.now(),
  })
/** Up to the recovery codes: what a phone and ten fingers do. */
const setUp = async (page: Page): Promise<{ secret: string; codes: string[] }> => {
  await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: 'QR-код для приложения' }).waitFor()
  await expectAccessible(page)
  const secret = (await page.locator('[data-secret]').textContent()) ?? ''
  await page.getByLabel('Код из приложения').fill('000000')
  await page.keyboard.press('Enter')
  await page.getByText('Код не подходит', { exact: false }).waitFor()
  await page.getByLabel('Код из приложения').fill(codeNow(secret))
  await page.keyboard.press('Enter')
  await page.getByText('Запасные коды', { exact: true }).waitFor()
  await expectAccessible(page)
  const codes = await page
    .getByRole('listitem')
    .filter({ hasText: /^[0-9A-Z-]{19}$/ })
    .allTextContents()
  hub.clock.advance(STEP_MS)
  return { secret, codes }
}

describe('two-factor sign-in', () => {
  it('is set up on one’s own page, asked for at the next sign-in, and taken away by an administrator', async () => {
    const page = await open()
    await signInAs(page, hub.url, 'supervisor', '/account')
    const panel = page.getByRole('region', { name: 'Двухфакторный вход' })
    await panel.getByText('Выключен', { exact: true }).waitFor()
    await panel.getByRole('button', { name: 'Включить' }).click()
    const { secret, codes } = await setUp(page)
    expect(codes).toHaveLength(10)
    await page.getByRole('button', { name: 'Я их сохранил(а)' }).click()
    await panel.getByText('Осталось 10 запасных кодов.', { exact: false }).waitFor()

    const next = await open()
    const firstStep = async () => {
      await next.goto(`${hub.url}/sign-in?next=/account`)
      await next.locator('input[type=email]').fill(emailOf('supervisor'))
      await next.locator('input[type=password]').fill(PASSWORD)
      await next.keyboard.press('Enter')
      await next.getByLabel('Код', { exact: true }).waitFor()
    }
    await firstStep()
    await expectAccessible(next)
    await next.keyboard.type('000000')
    await next.keyboard.press('Enter')
    await next.getByText('Код не подходит', { exact: false }).waitFor()
    await next.getByLabel('Код', { exact: true }).fill(codeNow(secret))
    await next.keyboard.press('Enter')
    await lineIs(next, 'live')
    await next.getByText('Осталось 10 запасных кодов.', { exact: false }).waitFor()
    await expectAccessible(next)

    const boss = await open()
    await signInAs(boss, hub.url, 'administrator', `/administration/users/${hub.company.users.supervisor}`)
    await boss.getByRole('button', { name: 'Снять второй фактор' }).click()
    await expectAccessible(boss)
    await boss.getByRole('alertdialog').getByRole('button', { name: 'Снять второй фактор' }).click()
    await boss.getByText('Второй фактор снят.').first().waitFor()
    await next.getByRole('dialog', { name: 'Сеанс окончен — войдите снова' }).waitFor()
    await closePages(pages)
  })

  it('stands before every page when a role asks for it, and then lets on to where one was going', async () => {
    const page = await open()
    await signInAs(page, hub.url, 'director', '/record')
    const boss = await open()
    await signInAs(boss, hub.url, 'administrator', '/administration/roles')
    await boss.getByRole('link', { name: 'Директор' }).click()
    await boss.getByLabel('Нужен двухфакторный вход').check()
    await expectAccessible(boss)
    await boss.getByRole('button', { name: 'Сохранить роль' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Нужен двухфакторный вход' }).waitFor()
    await expectAccessible(page)
    await setUp(page)
    await page.getByRole('button', { name: 'Я их сохранил(а)' }).click()
    await lineIs(page, 'live')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/record')
    await closePages(pages)
  })
})
