/** Limits of compensations by role, and an incident answered at once: each claim with its own outcome. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import type { Visitor } from '../harness/visitor.ts'

let hub: Hub
let browser: Browser
/** Reads in English. */
let head: Page
let agent: Visitor

beforeAll(async () => {
  hub = await startHub({ worker: false })
  const { db } = hub.platform
  agent = await hub.as('agent')
  const category = (await agent.get('/api/claim-choices')).body.categories[0]
  const line = { productId: null, quantity: null, unit: null }
  for (const severity of ['normal', 'normal', 'critical']) {
    const input = {
      clientId: hub.company.client.id,
      categoryId: category.id,
      severity,
      description: 'трещина',
    }
    const opened = (await agent.post('/api/claims', { ...input, products: [{ ...line, batch: 'К-104/2' }] }))
      .body
    const who = await hub.as('handler')
    await who.post(`/api/claims/${opened.id}/assign`, { handlerId: hub.company.users.handler, version: 1 })
    await who.post(`/api/claims/${opened.id}/moves`, { move: 'acknowledge', version: 2 })
  }
  await db('users').where({ id: hub.company.users['head-after-sales'] }).update({ language: 'en' })
  browser = await openBrowser()
  head = await openPage(browser, { language: 'en' })
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

it('limits are set by role', async () => {
  const administrator = await openPage(browser)
  await signInAs(administrator, hub.url, 'administrator', '/administration/compensation-limits')
  await administrator.getByRole('button', { name: 'Изменить: Руководитель сервиса' }).click()
  await administrator.locator('[data-limit]').fill('50000')
  await administrator.keyboard.press('Enter')
  await administrator.getByRole('cell', { name: /50\s000/ }).waitFor()
  await expectAccessible(administrator)
  await closePages([administrator])
})

it('claims alike are gathered, and one answer goes to each: what refuses says why in its row', async () => {
  await signInAs(head, hub.url, 'head-after-sales', '/incidents')
  await head.getByRole('button', { name: 'Gather: Batch К-104/2' }).click()
  await expectAccessible(head)
  await head.getByRole('dialog').getByRole('button', { name: 'Gather the claims' }).click()
  await head.locator('[data-incident-moves]').waitFor()
  await head.locator('[data-move]').click()
  await head.getByRole('option', { name: /^Answer: 3/ }).click()
  await head.locator('[data-text]').fill('We replace the sheets.')
  await head.locator('[data-send]').click()
  await head.locator('[data-outcome]', { hasText: 'done' }).nth(1).waitFor()
  expect(await head.locator('[data-outcome].text-error').count()).toBe(1)
  await expectAccessible(head)
  await closePages([head])
})
