/** How callers are led, the first steps of a hub, what a currency is worth, and a queue with people in it: on an administrator's screens. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, faultsOf, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'
import { callSilently } from '../harness/silent-call.ts'

let hub: Hub
let browser: Browser
let page: Page

beforeAll(async () => {
  hub = await startHub({ worker: false })
  browser = await openBrowser()
  page = await openPage(browser)
  await signInAs(page, hub.url, 'administrator', '/administration/flows')
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const region = (name: string) => page.getByRole('region', { name })
const plan = async () => (await (await hub.as('administrator')).get('/api/flows/main')).body.plan

it('a flow is changed by the keyboard, refused at the field, published, and brought back', async () => {
  const topics = region('Выбор темы')
  await topics.getByText('sales-ru ру', { exact: false }).first().waitFor()
  await expectAccessible(page)

  // Two topics on one key.
  const keys = topics.getByRole('combobox', { name: 'Клавиша' })
  await keys.nth(1).focus()
  await page.keyboard.press('Enter')
  const first = page.getByRole('option').first()
  await first.waitFor()
  // The list takes the keys a moment after it is seen.
  await eventually(async () => {
    await page.keyboard.press('Home')
    expect(await first.getAttribute('data-highlighted')).not.toBeNull()
  })
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Опубликовать' }).click()
  await topics.getByText('Клавиша повторяется.').first().waitFor()
  await expectAccessible(page)

  await keys.nth(1).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: '9', exact: true }).click()
  await page.getByRole('button', { name: 'Опубликовать' }).click()
  await page.getByText('Версия 2 опубликована', { exact: false }).first().waitFor()
  expect((await plan()).topics).toContainEqual({ digit: '9', topic: 'claims' })

  const versions = region('Версии')
  await versions.getByText('administrator name').waitFor()
  await versions.getByRole('button', { name: 'Вернуть версию 1' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Вернуть' }).click()
  await versions.getByText('вернули версию 1').waitFor()
  expect((await plan()).topics).toContainEqual({ digit: '2', topic: 'claims' })
  await keys.nth(1).getByText('2', { exact: true }).waitFor()
  expect(faultsOf.get(page)).toEqual([])
})

it('another flow is begun from this one, shown by its address, and closed', async () => {
  await page.getByRole('button', { name: 'Добавить сценарий' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Код').fill('Экспорт')
  await dialog.getByRole('button', { name: 'Добавить сценарий' }).click()
  await dialog.getByText('первая — буква', { exact: false }).first().waitFor()
  await dialog.getByLabel('Код').fill('export')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.locator('[data-flow-page]', { hasText: '/call?flow=export' }).waitFor()
  await page.getByText('Версия 1: administrator name', { exact: false }).waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Закрыть сценарий' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Закрыть сценарий' }).click()
  await page.locator('[data-flow-page]', { hasNotText: 'flow=' }).waitFor()
  await page.getByRole('button', { name: 'Закрыть сценарий' }).waitFor({ state: 'detached' })
  expect(faultsOf.get(page)).toEqual([])
})

it('the first steps say what is set up and what is left, and lead there', async () => {
  await page.goto(`${hub.url}/administration/first-steps`)
  await page.locator('[data-step=queues][data-done=true]').waitFor()
  await page.locator('[data-step=flow][data-done=true]').waitFor()
  await page.locator('[data-step=products][data-done=false]').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Открыть: Внести товары' }).click()
  await page.getByRole('heading', { name: 'Товары', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Добавить товар' }).and(page.locator(':disabled')).waitFor()
  expect(faultsOf.get(page)).toEqual([])
})

it('a rate is named, and stands in the list of today', async () => {
  await page.goto(`${hub.url}/administration/rates?currency=USD`)
  await page.getByText('нет: сделку не выиграть').first().waitFor()
  await expectAccessible(page)
  await page.getByLabel('Курс, RUB').fill('нет')
  await page.getByRole('button', { name: 'Сохранить курс' }).click()
  await page.getByText('Не похоже', { exact: false }).or(page.locator('[data-faulty]')).first().waitFor()
  await page.getByLabel('Курс, RUB').fill('91,5')
  await page.getByRole('button', { name: 'Сохранить курс' }).click()
  await region('На сегодня').getByText('91,5').waitFor()
  await region('На сегодня').getByText('действует', { exact: true }).waitFor()
  expect(faultsOf.get(page)).toEqual([])
})

it('before a queue is switched off it is said how many wait, and they go where it is told', async () => {
  const { db, clock } = hub.platform
  const seen = new Date(clock.now() + 86_400_000)
  const user_id = hub.company.users.agent
  await db('agents').insert({ user_id, chosen: 'available', desk_ok: true, desk_seen_at: seen })
  const lease = { kind: 'call', subject_id: hub.company.client.id, owner: 'test', taken_at: new Date() }
  await db('busy_leases').insert({ ...lease, user_id, expires_at: seen })
  const calls = [await callSilently(hub, '+79120000001'), await callSilently(hub, '+79120000002')]
  await page.goto(`${hub.url}/administration/queues/${hub.company.queues['sales-ru']}`)
  await page.getByRole('button', { name: 'Выключить' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('В ней ждут 2 клиента.').waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Выключить' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Включить' }).waitFor()
  const rows = await db('interactions').whereIn(
    'id',
    calls.map((call) => call.interactionId),
  )
  for (const row of rows) expect(row.queue_id).not.toBe(hub.company.queues['sales-ru'])
  expect(faultsOf.get(page)).toEqual([])
})
