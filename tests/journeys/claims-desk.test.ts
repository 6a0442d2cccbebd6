/** The claims desk with twenty thousand open claims: read from end to end, worked by the keyboard, shared by two. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { fillClaims } from '../harness/many-claims.ts'

const COUNT = 20_000
let hub: Hub
let browser: Browser
let page: Page
const pages: Page[] = []

beforeAll(async () => {
  hub = await startHub({ worker: false })
  const { users, markets } = hub.company
  const handlerIds = [users.handler, users.supervisor]
  const marketIds = [markets.ru, markets.export]
  await fillClaims(hub.platform.db, { count: COUNT, marketIds, handlerIds, now: hub.clock.now() })
  browser = await openBrowser()
  page = await openPage(browser)
  pages.push(page)
  await signInAs(page, hub.url, 'handler', '/claims')
  await page.locator('[data-claim-row]').first().waitFor()
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const numbers = (): Promise<string[]> =>
  hub.platform.db('claims').orderBy(['desk_rank', 'deadline_at', 'id']).pluck('number')
const row = (number: string) => page.locator(`[data-claim-row="${number}"]`)
const topOf = (number: string) => row(number).evaluate((element) => element.getBoundingClientRect().top)
const focused = () =>
  page.evaluate(`document.activeElement?.closest('[data-claim-row]')?.getAttribute('data-claim-row')`)

it('the bar leads to any place of the list, its rows are those of that place, and few are drawn', async () => {
  const all = await numbers()
  await page.locator('[data-lens=all]', { hasText: /20\s000/ }).waitFor()
  await row(all[0] as string).waitFor()
  const scroller = page.locator('[data-claim-rows]')
  await scroller.evaluate((element) =>
    element.scrollTo({ top: (element.scrollHeight - element.clientHeight) / 2 }),
  )
  const middle = Math.round(COUNT / 2)
  await row(all[middle] as string).waitFor()
  await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
  await row(all.at(-1) as string).waitFor()
  expect(await page.locator('[data-claim-row]').count()).toBeLessThan(60)
  await scroller.evaluate((element) => element.scrollTo({ top: 0 }))
  await row(all[0] as string).waitFor()
  await expectAccessible(page)
})

it('by keys alone: next, open beside, take, acknowledge, note; the list stays, and a colleague’s change moves no focus', async () => {
  const all = await numbers()
  for (const _ of [1, 2, 3, 4, 5]) await page.keyboard.press('j')
  await page.keyboard.press('k')
  const number = all[3] as string
  await expect.poll(focused).toBe(number)
  await page.keyboard.press('o')
  const pane = page.locator('[data-claim-pane]')
  await pane.getByRole('heading', { name: number }).waitFor()
  await row(number).waitFor()
  if (await pane.locator('[data-take]').isVisible()) {
    await page.keyboard.press('t')
    await pane.locator('[data-take]').waitFor({ state: 'detached' })
  }
  await page.keyboard.press('1')
  await pane.locator('[data-claim-state]', { hasText: 'Принята' }).waitFor()
  await page.keyboard.press('m')
  await page.keyboard.type('Ждём акт')
  await page.reload()
  // The draft has survived; so has what was open.
  await expect.poll(() => pane.locator('[data-note-text]').inputValue()).toBe('Ждём акт')
  await pane.locator('[data-note-text]').press('Control+Enter')
  await pane.locator('[data-claim-note]', { hasText: 'Ждём акт' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await pane.waitFor({ state: 'detached' })
  for (const _ of [1, 2, 3]) await page.keyboard.press('j')
  const stands = all[2] as string
  await expect.poll(focused).toBe(stands)
  const before = await topOf(stands)
  // Another takes a claim whose clock is stricter off the list's head.
  const first = await hub.platform.db('claims').where({ number: all[0] }).first('id', 'version')
  const supervisor = await hub.as('supervisor')
  await supervisor.post(`/api/claims/${first.id}/assign`, {
    handlerId: hub.company.users.supervisor,
    version: first.version,
  })
  await hub.platform
    .db('claims')
    .where({ id: first.id })
    .update({ deadline_at: new Date(hub.clock.now() + 9e9) })
  const second = await hub.platform.db('claims').where({ number: all[1] }).first('id', 'version')
  await supervisor.post(`/api/claims/${second.id}/notes`, { text: 'x' })
  await row(all[0] as string).waitFor({ state: 'detached' })
  expect(await focused()).toBe(stands)
  expect(Math.abs((await topOf(stands)) - before)).toBeLessThan(57)
})

it('words are found in another form, kept as a view, and one deed is done to all that are marked', async () => {
  await page.locator('[data-search]').fill('сертификаты')
  await page.locator('[data-found] mark', { hasText: 'сертификат' }).first().waitFor()
  await page.locator('[data-save-view]').click()
  await page.locator('[data-view-name]').fill('Документы')
  await page.keyboard.press('Enter')
  await page.locator('[data-view]', { hasText: 'Документы' }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  for (const at of [0, 1, 2]) await page.locator('[data-mark]').nth(at).click()
  await page.locator('[data-bulk-deed=tag]').click()
  await page.locator('[data-bulk-tag]').fill('Нет сертификата')
  await page.keyboard.press('Enter')
  await page.locator('[data-outcome=done]').nth(2).waitFor()
  await expectAccessible(page)
  await page.locator('[data-bulk-close]').click()
  await page.locator('[data-bulk]').waitFor({ state: 'detached' })
  await page.locator('[data-view-usual]').click()
  await page.locator('[data-search]').fill('нет сертификата')
  await page.locator('[data-lens=all]').waitFor()
})

it('the second to write is shown what the first has saved, and chooses; their text stays', async () => {
  const { id } = await hub.platform
    .db('claims')
    .where({ severity: 'low', handler_id: hub.company.users.handler })
    .first('id')
  const handler = await hub.as('handler')
  await handler.post(`/api/claims/${id}/moves`, { move: 'acknowledge', version: 1 })
  const theirs = await openPage(browser, { language: 'en' })
  pages.push(theirs)
  await hub.platform.db('users').where({ id: hub.company.users.supervisor }).update({ language: 'en' })
  await page.goto(`${hub.url}/claims/${id}`)
  await page.locator('[data-move=answer]').waitFor()
  await signInAs(theirs, hub.url, 'supervisor', `/claims/${id}`)
  await theirs.locator('[data-move=answer]').click()
  await theirs.locator('[data-move-text]').fill('We shall replace it')
  await page.locator('[data-writing]', { hasText: 'supervisor name' }).waitFor()
  await page.locator('[data-assign]').waitFor()
  const { version } = await hub.platform.db('claims').where({ id }).first('version')
  await handler.post(`/api/claims/${id}/moves`, {
    move: 'assess',
    version,
    severity: 'low',
    safety: false,
    complexity: 'simple',
    impact: 'нет',
    immediateAction: 'нет',
  })
  await theirs.locator('[data-difference=state]').waitFor()
  expect(await theirs.locator('[data-move-text]').inputValue()).toBe('We shall replace it')
  expect(await theirs.locator('[data-move-send]').isDisabled()).toBe(true)
  await expectAccessible(theirs)
  await theirs.locator('[data-keep-mine]').click()
  await theirs.locator('[data-move-send]').click()
  await theirs
    .locator('[data-claim-state]', { hasText: 'Communicated' })
    .or(theirs.locator('[data-claim-state]', { hasText: 'Answered' }))
    .waitFor()
  await closePages(pages)
})
