/** The leads' board of claims in the browser: what a figure says is what it opens, in both languages. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, faultsOf, lineIs, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { fillClaims } from '../harness/many-claims.ts'
import { tellClaims } from '../harness/told-claims.ts'

let hub: Hub
let browser: Browser
let lead: Page

beforeAll(async () => {
  hub = await startHub({ worker: false })
  const { users, markets } = hub.company
  const { db } = hub.platform
  const now = hub.clock.now()
  const handlerIds = [users.handler as string, users.supervisor as string]
  await fillClaims(db, { count: 600, marketIds: [markets.ru, markets.export], handlerIds, now })
  await tellClaims(db, { now, userId: users.supervisor as string })
  await db('users').where({ id: users['head-after-sales'] }).update({ language: 'en' })
  browser = await openBrowser()
  lead = await openPage(browser)
  await signInAs(lead, hub.url, 'supervisor', '/claims/board')
  await lead.locator('[data-now]').waitFor()
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

/** As somebody sees it who has just come: what is said of the line moves nothing any more. */
const openBoard = async (page: Page) => {
  await page.goto(`${hub.url}/claims/board`)
  await page.locator('[data-now]').waitFor()
  await lineIs(page, 'live')
}
/** Of a number as the screen writes it. */
const numberIn = (text: string) => Number(text.replaceAll(/\D/g, ''))

it.each([
  ['[data-total=risk] a', '[data-brought=risk]'],
  ['[data-total=lateActions] a', '[data-brought=action]'],
  ['[data-part=clock] tbody tr:nth-child(2) td:nth-child(3) a', '[data-brought=lateClock]'],
  ['[data-flows] [data-stretch]:nth-child(3) a', '[data-brought=flow]'],
] as const)('%s opens as many claims as it says, with what it asks for in words', async (figure, chip) => {
  await openBoard(lead)
  const link = lead.locator(figure).first()
  const said = numberIn(await link.innerText())
  expect(said).toBeGreaterThan(0)
  await link.click()
  await lead.locator('[data-claim-row]').first().waitFor()
  await expect
    .poll(async () => numberIn(await lead.locator('[data-lens][aria-pressed=true] span').last().innerText()))
    .toBe(said)
  await lead.locator(chip).waitFor()
})

it('follows what happens while it is looked at', async () => {
  await openBoard(lead)
  const open = lead.locator('[data-total=open] a')
  const before = numberIn(await open.innerText())
  const agent = await hub.as('agent')
  const { id: categoryId } = await hub.platform.db('claim_categories').first('id')
  const claim = { clientId: hub.company.client.id, categoryId, severity: 'low', description: 'x' }
  expect((await agent.post('/api/claims', claim)).status).toBe(200)
  await expect.poll(async () => numberIn(await open.innerText()), { timeout: 20_000 }).toBe(before + 1)
})

it('in English as well, readable to everybody, and what is dropped widens the list again', async () => {
  const head = await openPage(browser, { language: 'en' })
  await signInAs(head, hub.url, 'head-after-sales', '/claims/board')
  await head.getByRole('heading', { name: 'By root cause' }).waitFor()
  await lineIs(head, 'live')
  await expectAccessible(head)
  await head.locator('[data-total=risk] a').click()
  await head.locator('[data-brought=risk]').click()
  await head.locator('[data-brought=risk]').waitFor({ state: 'detached' })
  expect([...(faultsOf.get(lead) ?? []), ...(faultsOf.get(head) ?? [])]).toEqual([])
})

it('problems: from a group to its products, to their batches, and to the claims of one', async () => {
  await lead.goto(`${hub.url}/claims/problems?by=group`)
  await lineIs(lead, 'live')
  await lead.getByRole('link', { name: 'Группа 1', exact: true }).click()
  await lead.locator('[data-narrowed=group]').waitFor()
  // The rows of groups stay until those of products have come.
  await lead.getByRole('columnheader', { name: 'Товар', exact: true }).waitFor()
  await lead.locator('[data-problem] [data-further]').first().click()
  await lead.locator('[data-narrowed=main]').waitFor()
  await lead.getByRole('columnheader', { name: 'Партия' }).waitFor()
  await expectAccessible(lead)
  const link = lead.locator('[data-problem]', { hasText: 'П-' }).locator('a').first()
  const said = numberIn(await link.innerText())
  await link.click()
  await lead.locator('[data-brought=batch]').waitFor()
  await lead.locator('[data-brought=main]').waitFor()
  await expect
    .poll(async () => numberIn(await lead.locator('[data-lens][aria-pressed=true] span').last().innerText()))
    .toBe(said)
  expect(faultsOf.get(lead)).toEqual([])
})
