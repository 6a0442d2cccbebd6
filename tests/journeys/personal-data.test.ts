/** Personal data at the card: handed out as a file, held by law, erased after a second look; in both languages. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type FullClient, makeFullClient } from '../harness/full-client.ts'
import { MARK } from '../harness/full-client-words.ts'
import { type Hub, startHub } from '../harness/hub.ts'

let hub: Hub
let browser: Browser
let page: Page
let client: FullClient
const pages: Page[] = []

beforeAll(async () => {
  hub = await startHub()
  client = await makeFullClient(hub)
  browser = await openBrowser()
  page = await openPage(browser)
  pages.push(page)
  await hub.platform.db('user_roles').insert({
    user_id: hub.company.users['head-after-sales'],
    role_id: hub.platform.db('roles').where({ code: 'supervisor' }).select('id'),
  })
  await signInAs(page, hub.url, 'head-after-sales', `/clients/${client.id}`)
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
const see = (selector: string) => page.locator(selector).first().waitFor({ timeout: 15_000 })
const look = async (name: string) => {
  const { SHOTS } = process.env
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}

test('the file is made meanwhile, and taken', async () => {
  await page.locator('[data-ask-file]').click()
  await see('[data-disclosure=ready]')
  await look('file')
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('[data-take-file]').click()])
  expect(file.suggestedFilename()).toMatch(/^client-data-[0-9a-f]{8}\.zip$/)
  await judge()
})

test('a hold is put with its reason, listed, hinders the erasure, and is lifted', async () => {
  await page.locator('[data-hold]').click()
  await page.locator('[data-reason]').fill('Дело № А40-1/2026')
  await look('hold')
  await page.getByRole('dialog').getByRole('button', { name: 'Запретить стирание' }).click()
  await see('[data-held]')
  expect(await page.locator('[data-held]').innerText()).toContain('Дело № А40-1/2026')
  await page.locator('[data-erase]').click()
  await see('[data-hindered]')
  expect(await page.locator('[data-do-erase]').count()).toBe(0)
  await look('hindered')
  await page.keyboard.press('Escape')
  await page.goto(`${hub.url}/clients`)
  await page.locator('[data-to-holds]').click()
  await page.locator('[data-holds]').getByRole('link', { name: MARK }).waitFor()
  await judge()
  await look('holds')
  await page.locator('[data-holds]').getByRole('link', { name: MARK }).click()
  await page.locator('[data-hold]').click()
  await page.locator('[data-reason]').fill('Дело закончено')
  await page.getByRole('dialog').getByRole('button', { name: 'Снять запрет' }).click()
  await page.locator('[data-held]').waitFor({ state: 'detached' })
})

test('of two who edit a contact person the second chooses; the person leaves the card, or is erased alone', async () => {
  const form = page.getByRole('dialog')
  await page.locator('[data-edit-person]').last().click()
  await form.locator('[data-person-position]').fill('главный инженер')
  const other = await hub.as('agent')
  const person = `/api/clients/${client.id}/persons/${client.person}`
  expect((await other.patch(person, { version: 1, position: 'снабженец' })).status).toBe(200)
  await form.getByRole('button', { name: 'Сохранить' }).click()
  await form.locator('[data-contested=position]').getByText('снабженец').waitFor()
  await judge()
  await look('person')
  await form.locator('[data-choose=mine]').click()
  await form.getByRole('button', { name: 'Сохранить' }).click()
  await page.locator('[data-addresses]').getByText('главный инженер').waitFor()
  await form.waitFor({ state: 'hidden' })
  await page.locator('[data-edit-person]').last().click()
  await form.locator('[data-erase-person]').click()
  await form.locator('[data-typed-name]').fill(`Пётр ${MARK}ов`)
  await look('erase-person')
  await form.locator('[data-do-erase]').click()
  await page.locator('[data-addresses]').getByText('главный инженер').waitFor({ state: 'detached' })
  await page.locator('[data-edit-person]').last().click()
  await form.locator('[data-person-left]').click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Больше не работает' }).click()
  await page.locator('[data-edit-person]').waitFor({ state: 'detached' })
})

test('in English: the name is typed once more, the card is left without a name and without a way to write on it', async () => {
  await hub.platform
    .db('users')
    .where({ id: hub.company.users['head-after-sales'] })
    .update({ language: 'en' })
  await page.reload()
  await page.locator('[data-erase]').click()
  await see('[data-typed-name]')
  await judge()
  await look('erase')
  await page.locator('[data-typed-name]').fill('Nobody')
  await page.locator('[data-do-erase]').click()
  await page.getByText('Type it exactly as it stands above.').waitFor()
  await page.locator('[data-typed-name]').fill(`${MARK} второй`)
  await page.locator('[data-do-erase]').click()
  await page
    .locator('[data-erased]')
    .getByText(/^Erased client No. 2: the personal data are erased$/)
    .waitFor()
  expect(await page.locator('[data-erased]').innerText()).toContain('the person asked for it')
  await page.getByRole('heading', { name: /^Удалённый клиент № \d+$/ }).waitFor()
  for (const gone of ['[data-card-note]', '[data-edit]', '[data-addresses]', '[data-erase]']) {
    await page.locator(gone).waitFor({ state: 'detached' })
  }
  expect(await page.locator('main').innerText()).not.toContain(MARK)
  await judge()
  await look('erased')
})
