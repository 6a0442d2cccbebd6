/** Deadlines on screen: a handler lets a claim wait and reads its receipt; an administrator tries other rules and applies them. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyPolicies } from '#server/claims/index.ts'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { open } from './driver/screens.ts'

let hub: Hub
let browser: Browser
let claimId: string
const pages: Page[] = []
beforeAll(async () => {
  hub = await startHub({ worker: false })
  const handler = await hub.as('handler')
  const { categories } = (await handler.get('/api/claim-choices')).body
  const claim = await handler.post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId: categories[0].id,
    severity: 'normal',
    description: 'Трубы пришли ржавые',
  })
  claimId = claim.body.id
  await handler.post(`/api/claims/${claimId}/assign`, { handlerId: hub.company.users.handler, version: 1 })
  browser = await openBrowser()
})
afterAll(async () => {
  await closePages(pages)
  await browser?.close()
  await hub?.stop()
})

const pageOf = async (name: 'handler' | 'administrator', path: string): Promise<Page> => {
  const page = await openPage(browser)
  pages.push(page)
  await signInAs(page, hub.url, name, path)
  return page
}

it('a claim waits for its client by a dialog, the client’s word ends the wait, and the receipt tells of it', async () => {
  const page = await pageOf('handler', `/claims/${claimId}`)
  const clock = page.locator('[data-claim-clock]')
  await clock.getByText('Ответ по существу — до').waitFor()
  await page.locator('[data-wait]').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Сроки по закону не останавливаются').waitFor()
  await dialog.locator('[data-waits-for]').click()
  await page.getByRole('option', { name: 'фотографии' }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Поставить на ожидание' }).click()
  await page.locator('[data-hold]').getByText('Ждём: фотографии').waitFor()
  await clock.getByText('стоит: ждём клиента').first().waitFor()
  await expectAccessible(page)

  await page.locator('[data-wrote]').click()
  await page.locator('[data-hold]').waitFor({ state: 'detached' })
  await clock.getByText('Ответить на сообщение').first().waitFor()
  await page.locator('[data-claim-history]').getByText('Ожидание кончилось: клиент ответил').waitFor()

  await page.locator('[data-claim-dates]').click()
  const dates = page.getByRole('dialog')
  const presented = dates.getByLabel('Предъявлена нам')
  await presented.fill('2099-01-01T10:00')
  await dates.getByRole('button', { name: 'Сохранить' }).click()
  await dates.getByText('Этот день ещё не наступил.').waitFor()
  await expectAccessible(page)
  await presented.fill('2020-01-05T10:00')
  await dates.getByRole('button', { name: 'Сохранить' }).click()
  await dates.waitFor({ state: 'detached' })
  await page.locator('[data-claim-history]').getByText('когда предъявлена').waitFor()

  await page.locator('[data-receipt]').click()
  await page.locator('[data-receipt-page]').getByText('Сходится со сроком на претензии.').waitFor()
  expect(await page.locator('[data-receipt-line=counted]').count()).toBeGreaterThan(0)
  await expectAccessible(page)
})

it('other rules are tried on open claims before they are saved, and applied to what runs', async () => {
  const page = await pageOf('administrator', '/administration/claim-deadlines')
  const rule = page.locator('[data-rule=normal]')
  await rule.getByRole('button', { expanded: false }).click()
  const amount = rule
    .locator(
      '[data-clock-editor=final-answer] [data-amount] input, [data-clock-editor=final-answer] input[data-amount]',
    )
    .first()
  await amount.fill('7')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Сохранить новую версию' }).click()
  const preview = page.locator('[data-policy-preview]')
  await preview.getByText('Станут ближе: 0, дальше: 1.').waitFor()
  await preview.getByRole('checkbox').check()
  await expectAccessible(page)
  await preview.locator('[data-save-policy]').click()
  await page.locator('[data-policy-version]').getByText('Версия 1').waitFor()
  await page.locator('[data-policy-version]').getByText('Идёт пересчёт сроков').waitFor()
  expect(await applyPolicies(hub.platform)).toBeGreaterThan(0)

  const [version] = (await (await hub.as('administrator')).get('/api/claim-policies/versions')).body.versions
  expect(version).toMatchObject({ version: 1, present: true, changes: [{ field: 'normal' }] })
  await open(page, '/administration/claim-deadlines')
  await page.locator('[data-history]').getByText('Правило «Обычная тяжесть»').first().waitFor()
  await expectAccessible(page)
})
