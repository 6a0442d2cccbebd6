/** Money for a claim from the proposal to the client's card, an incident answered at once, a suggestion with its votes. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import type { Visitor } from '../harness/visitor.ts'

let hub: Hub
let browser: Browser
let handler: Page
/** Reads in English, and has the higher limit. */
let head: Page
let agent: Visitor
let claims: { id: string; number: string }[]

beforeAll(async () => {
  hub = await startHub({ worker: false })
  const { db } = hub.platform
  agent = await hub.as('agent')
  const category = (await agent.get('/api/claim-choices')).body.categories[0]
  claims = []
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
    claims.push({ id: opened.id, number: opened.number })
  }
  await db('users').where({ id: hub.company.users['head-after-sales'] }).update({ language: 'en' })
  browser = await openBrowser()
  handler = await openPage(browser)
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

it('above one’s limit a second person approves, and the card shows what is owed', async () => {
  const [claim] = claims
  await signInAs(handler, hub.url, 'handler', `/claims/${claim?.id}`)
  await handler.locator('[data-compensation] [data-propose]').waitFor()
  await handler.keyboard.press('s')
  const dialog = handler.getByRole('dialog')
  await dialog.locator('[data-amount]').fill('12 500,50')
  await dialog.locator('textarea').fill('Лист с трещиной, партия К-104/2.')
  await expectAccessible(handler)
  await dialog.getByRole('button', { name: 'Предложить' }).click()
  await handler.locator('[data-compensation-state=proposed]').waitFor()
  await expectAccessible(handler)
  expect(await handler.locator('[data-compensation-move=approve]').count()).toBe(0)

  await signInAs(head, hub.url, 'head-after-sales', `/claims/${claim?.id}`)
  await head.locator('[data-compensation-move=approve]').click()
  await head.getByRole('alertdialog').getByRole('button', { name: 'Approve' }).click()
  await head.locator('[data-compensation-state=approved]').waitFor()
  await handler.locator('[data-compensation-total]', { hasText: '12 500,50' }).waitFor()
  await handler.goto(`${hub.url}/clients/${hub.company.client.id}`)
  await handler.locator('[data-balance-sums]', { hasText: '12 500,50' }).waitFor()
  await head.locator('[data-compensation-move=void]').click()
  await head.getByRole('dialog').locator('textarea').fill('Paid twice.')
  await head.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await head.locator('[data-compensation-state=voided]').waitFor()
  await handler.locator('[data-balance-sums]', { hasText: /^0$/ }).waitFor()
})

it('claims alike are gathered, and one answer goes to each: what refuses says why in its row', async () => {
  await head.goto(`${hub.url}/incidents`)
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
})

it('a suggestion is written down from the card, voted for and decided; its author is to be told', async () => {
  await handler.locator('[data-new-suggestion]').click()
  await handler.locator('[data-wish]').fill('Лист толщиной 1,5 мм')
  await handler.locator('[data-deed]').click()
  await handler.locator('[data-suggestion-page]').waitFor()
  await expectAccessible(handler)
  const id = new URL(handler.url()).pathname.split('/').at(-1)
  await head.goto(`${hub.url}/suggestions/${id}`)
  await head.locator('[data-suggestion-move=review]').click()
  await head.locator('[data-suggestion-move=accept]').click()
  await head.locator('[data-suggestion-move=release]').click()
  await head.locator('[data-told]').waitFor()
  await expectAccessible(head)
  await handler.locator('[data-suggestion-state]', { hasText: 'Выполнено' }).waitFor()
  await handler.goto(`${hub.url}/suggestions?state=any`)
  await handler.getByRole('link', { name: 'Лист толщиной 1,5 мм' }).waitFor()
  await expectAccessible(handler)
  await closePages([handler, head])
})
