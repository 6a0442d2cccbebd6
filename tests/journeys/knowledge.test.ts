/** What the house knows, from a topic without an article to an answer; snippets by a code, macros by the keyboard. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectAccessible, faultsOf, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'

let hub: Hub
let browser: Browser
let lead: Page
let handler: Page
let claim: string
beforeAll(async () => {
  ;[hub, browser] = await Promise.all([startHub({ worker: false }), openBrowser()])
  const { db } = hub.platform
  const who = await hub.as('handler')
  const categoryId = (await db('claim_categories').orderBy('position').first('id')).id
  const claims = { clientId: hub.company.client.id, categoryId, severity: 'low' }
  const open = async (description: string) => (await who.post('/api/claims', { ...claims, description })).body
  const { id, version } = await open('Погнутые листы')
  await open('Второй раз то же')
  claim = id
  await who.post(`/api/claims/${id}/assign`, { handlerId: hub.company.users.handler, version })
  lead = await openPage(browser)
  handler = await openPage(browser)
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

/** By the keyboard; what is not on the list yet cannot be chosen of it. */
const pick = async (list: string, name: string): Promise<void> => {
  await handler.locator(`${list} [role=combobox]`).fill(name)
  await handler.locator('[role=option][data-highlighted]', { hasText: name }).waitFor()
  await handler.keyboard.press('Enter')
  await handler.getByRole('option').first().waitFor({ state: 'detached' })
}

it('a topic that lacks an article is written about and published; it is no gap any more', async () => {
  await signInAs(lead, hub.url, 'supervisor', '/knowledge/gaps')
  await lead.locator('[data-gap]').first().waitFor()
  await lead.locator('[data-write]').first().click()
  await lead.locator('[data-language=en]').click()
  await lead.locator('[data-language=en][aria-pressed=true]').waitFor()
  await lead.locator('[data-title]').fill('Bent sheets')
  await lead.locator('[data-language=ru]').click()
  await lead.locator('[data-language=ru][aria-pressed=true]').waitFor()
  await lead.locator('[data-title]').fill('Погнутые листы: что делать')
  await lead.locator('[data-text]').fill('# Сразу\n- составьте **акт**\n- приложите фотографии')
  await lead.getByRole('button', { name: 'Сохранить' }).click()
  // What is half written is in the other language: it is turned over to it.
  await lead.locator('[data-faulty] [data-text]').waitFor()
  await lead.locator('[data-language=en][aria-pressed=true]').waitFor()
  await lead.locator('[data-title]').fill('')
  await lead.getByRole('button', { name: 'Сохранить' }).click()
  await lead.locator('[data-article-move=publish]').click()
  await lead.locator('[data-article-state]', { hasText: 'Опубликована' }).waitFor()
  await lead.goto(`${hub.url}/knowledge?search=${encodeURIComponent('фотография')}`)
  await lead.locator('[data-found] mark', { hasText: 'фотографии' }).waitFor()
})

it('it is at hand on the claim: read, put into the answer without its marks, and told on the timeline', async () => {
  await signInAs(handler, hub.url, 'handler', `/claims/${claim}`)
  const panel = handler.locator('[data-claim-articles]')
  await panel.locator('[data-article]', { hasText: 'Погнутые листы' }).waitFor()
  await handler.keyboard.press('b')
  await handler.keyboard.type('акты')
  await panel.locator('[data-found] mark', { hasText: 'акт' }).waitFor()
  await panel.locator('[data-article]').first().press('Enter')
  await panel.locator('[data-article-text]', { hasText: 'приложите фотографии' }).waitFor()
  await expectAccessible(handler)
  await panel.locator('[data-insert-article]').click()
  await expect
    .poll(() => handler.locator('[data-claim-word]').inputValue())
    .toBe('Сразу\n• составьте акт\n• приложите фотографии')
  await handler.locator('[data-history=article]', { hasText: 'Погнутые листы: что делать' }).waitFor()
})

it('a snippet is made, and comes by its code with the claim’s own words', async () => {
  await handler.goto(`${hub.url}/snippets`)
  await handler.locator('[data-add-snippet]').click()
  await handler.locator('[data-code]').fill('Принято')
  await handler.locator('[data-name]').fill('Приняли в работу')
  await handler.locator('[data-text-ru]').fill('Претензия {{number}} в работе.')
  await handler.locator('[data-text-en]').fill('Claim {{number}} is in hand.')
  await expectAccessible(handler)
  await handler.keyboard.press('Enter')
  await handler.getByRole('button', { name: 'Сохранить' }).click()
  await handler.locator('[data-snippets]', { hasText: '/принято' }).waitFor()
  await handler.locator('[data-add-macro]').click()
  await handler.locator('[data-macro-name]').fill('Взять в работу')
  await pick('[data-step-snippet]', 'принято')
  await handler.locator('[data-add-step]').click()
  await handler.locator('[data-step-kind]').nth(1).click()
  await handler.getByRole('option', { name: 'Сделать ход' }).click()
  await expectAccessible(handler)
  await handler.getByRole('button', { name: 'Сохранить' }).click()
  await handler.locator('[data-macros]', { hasText: 'Взять в работу' }).waitFor()

  await handler.goto(`${hub.url}/claims/${claim}`)
  const unwatched: string[] = []
  handler.on('console', (message) => {
    if (message.text().startsWith('could not say what is watched')) unwatched.push(message.text())
  })
  const word = handler.locator('[data-claim-word]')
  await word.fill('')
  await word.pressSequentially('Добрый день! /при')
  await handler.locator('[data-snippet="принято"]').waitFor()
  await expectAccessible(handler)
  await handler.keyboard.press('Enter')
  await expect.poll(() => word.inputValue()).toMatch(/^Добрый день! Претензия \S+ в работе\.$/)
  expect(unwatched).toEqual([])

  // A letter in another language than the client's takes what is said in that language.
  await handler.locator('[data-write]').click()
  const body = handler.locator('textarea[data-body]')
  await expect.poll(() => body.inputValue()).toContain('С уважением')
  await handler.locator('[data-language]').click()
  await handler.getByRole('option', { name: 'английский' }).click()
  await expect.poll(() => body.inputValue()).toContain('Yours faithfully')
  await body.fill('')
  await body.pressSequentially('/при')
  await handler.locator('[data-snippet="принято"]', { hasText: 'in hand' }).waitFor()
  await handler.keyboard.press('Enter')
  await expect.poll(() => body.inputValue()).toMatch(/^Claim \S+ is in hand\.$/)
  await handler.keyboard.press('Escape')
  await handler.getByRole('alertdialog').getByRole('button').last().click()
  await body.waitFor({ state: 'detached' })
})

it('a macro is run by the keyboard over one claim and over those that are marked; what it refuses says why', async () => {
  await handler.locator('h1').click()
  await handler.keyboard.press('q')
  await pick('[data-macro]', 'Взять')
  await handler.getByRole('dialog').getByText('заметка «/принято»').waitFor()
  await expectAccessible(handler)
  await handler.locator('[data-carry-macro]').press('Enter')
  await handler.locator('[data-claim-state]', { hasText: 'Принята' }).waitFor()
  await handler.locator('[data-history=macro]').waitFor()
  await handler.locator('[data-claim-note]', { hasText: 'в работе' }).waitFor()
  await handler.goto(`${hub.url}/claims`)
  await handler.locator('[data-claim-row]').nth(1).waitFor()
  for (const at of [0, 1]) await handler.locator('[data-mark]').nth(at).click()
  await handler.keyboard.press('Shift+Q')
  await pick('[data-macro]', 'Взять')
  await handler.locator('[data-bulk-run]').press('Enter')
  await handler.locator('[data-outcome=failed]', { hasText: 'Шаг 2 не сделан' }).nth(1).waitFor()
  expect(faultsOf.get(handler)).toEqual([])
  expect(faultsOf.get(lead)).toEqual([])
})
