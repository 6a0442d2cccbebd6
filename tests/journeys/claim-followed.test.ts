/**
 * A claim from its opening, in a call or without one, to its confirmed close: the handler at their desk, the client at the
 * page that their link opens, in a second window. Each sees what the other does without reloading.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { talkSilently } from '../harness/silent-call.ts'

let hub: Hub
let browser: Browser
const pages: Page[] = []
beforeAll(async () => {
  hub = await startHub({ worker: false })
  browser = await openBrowser()
})
afterAll(async () => {
  await closePages(pages)
  await browser.close()
  await hub.stop()
})

const opened = async () => {
  const who = await hub.as('agent')
  const { id: categoryId } = await hub.platform.db('claim_categories').where({ code: 'quality' }).first('id')
  const { body } = await who.post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId,
    severity: 'normal',
    description: 'Трубы ржавые',
  })
  return body as { id: string; number: string }
}

/** In a talk with the client, at the agent's desk. */
const openInCall = async () => {
  const call = await talkSilently(hub)
  const agent = await openPage(browser)
  await signInAs(agent, hub.url, 'agent', '/desk')
  await agent.locator('[data-make-claim]').click()
  const panel = agent.locator('[data-new-claim]')
  await panel.locator('[data-category]').click()
  await agent.getByRole('option', { name: 'Качество' }).click()
  await panel.locator('[data-description]').fill('Трубы ржавые')
  await panel.locator('[data-description]').press('Control+Enter')
  const path = await agent.getByRole('link', { name: 'Открыть' }).getAttribute('href')
  call.desk.leave()
  await agent.context().close()
  const claim = await hub.platform.db('claims').where({ interaction_id: call.interactionId }).first('id')
  expect(path).toBe(`/claims/${claim?.id}`)
  return claim as { id: string }
}

/** The client's page asks by itself every ten seconds; whoever comes back to it sees how things stand at once. */
const lookAgain = (page: Page) => page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
const stage = async (page: Page, name: string) => {
  await lookAgain(page)
  await page.locator(`[data-stage=${name}]`).waitFor()
}

test('a claim is answered, disputed, answered again, accepted, confirmed, rated and closed', async () => {
  const claim = await opened()
  const desk = await openPage(browser)
  const phone = await openPage(browser, { size: { width: 390, height: 844 } })
  pages.push(desk, phone)
  await signInAs(desk, hub.url, 'handler', `/claims/${claim.id}`)
  const state = (name: string) => desk.locator('[data-claim-state]', { hasText: name }).waitFor()
  await desk.locator('[data-take]').click()
  await desk.locator('[data-move=acknowledge]:not([disabled])').click()
  await state('Принята')

  await desk.locator('[data-issue-link]').click()
  const url = await desk.locator('[data-link-url]').inputValue()
  await phone.goto(hub.url + url.slice(url.indexOf('/follow')))
  await phone.locator('[data-stage=accepted]').waitFor()
  await phone.locator('[data-complaint-text]', { hasText: 'Трубы ржавые' }).waitFor()
  await expectAccessible(phone)
  await phone.locator('[data-word]').fill('Когда приедет замена?')
  await phone.locator('[data-send-word]').click()
  await phone.locator('[data-message-from=client]', { hasText: 'замена' }).waitFor()
  const photo = { name: 'акт.txt', mimeType: 'text/plain', buffer: Buffer.from('Акт о трубах') }
  await phone.locator('[data-files] [data-file]').setInputFiles(photo)
  await phone.locator('[data-client-file=ready]', { hasText: 'акт.txt' }).waitFor()
  await desk.locator('[data-claim-message=inbound]', { hasText: 'акт.txt' }).waitFor()
  await desk.locator('[data-claim-message=inbound]', { hasText: 'Когда приедет замена?' }).waitFor()
  await desk.locator('[data-claim-word]').fill('В пятницу')
  await desk.locator('[data-send-claim-word]').click()
  await desk.locator('[data-claim-message=outbound]', { hasText: 'В пятницу' }).waitFor()

  const answer = async (text: string) => {
    await desk.locator('[data-move=answer]:not([disabled])').click()
    await desk.locator('[data-move-field=answer]').fill(text)
    await desk.locator('[data-move-send]').click()
    await state('Ответ')
    await stage(phone, 'answered')
    await phone.locator('[data-answer]', { hasText: text }).waitFor()
  }
  await answer('Заменим половину')
  await phone.locator('[data-message-from=house]', { hasText: 'В пятницу' }).waitFor()
  await phone.locator('[data-client-move=dispute]').click()
  await phone.locator('[data-grounds]').fill('Ржавые все')
  await phone.locator('[data-send-grounds]').click()
  await phone.locator('[data-stage=disputed]').waitFor()
  await state('Оспорена')
  await answer('Заменим все')
  await phone.locator('[data-client-move=settle]').click()
  await phone.locator('[data-stage=agreed]').waitFor()
  await state('Урегулирована')
  await phone.locator('[data-client-move=verify]').click()
  await phone.locator('[data-stage=confirmed]').waitFor()
  await phone.locator('[data-score="5"]').check({ force: true })
  await phone.locator('[data-rating-word]').fill('Спасибо')
  await phone.locator('[data-send-rating]').click()
  await phone.locator('[data-rated]').waitFor()
  await expectAccessible(phone)
  await desk.locator('[data-client-rating]', { hasText: '5 из 5: «Спасибо»' }).waitFor()
  await desk.locator('[data-move=close]:not([disabled])').click()
  await state('Закрыта')
  await expectAccessible(desk)
  await stage(phone, 'closed')

  await desk.locator('[data-revoke-link]').click()
  await desk.locator('[role=alertdialog], [role=dialog]').getByRole('button', { name: 'Отозвать' }).click()
  await desk.locator('[data-issue-link]').waitFor()
  await lookAgain(phone)
  await phone.locator('[data-gone=link_revoked]').waitFor()
  expect(await phone.locator('[data-stage]').count()).toBe(0)
})

test('a claim opened in a call goes by every step of ISO 10002 to its verified close', async () => {
  const claim = await openInCall()
  const desk = await openPage(browser)
  const phone = await openPage(browser, { size: { width: 390, height: 844 } })
  pages.push(desk, phone)
  await signInAs(desk, hub.url, 'handler', `/claims/${claim.id}`)
  const state = (name: string) => desk.locator('[data-claim-state]', { hasText: name }).waitFor()
  const press = (move: string) => desk.locator(`[data-move=${move}]:not([disabled])`).click()
  const fill = (field: string, words: string) => desk.locator(`[data-move-field=${field}]`).fill(words)
  const choose = async (field: string) => {
    await desk.locator(`button[data-move-field=${field}]`).click()
    await desk.getByRole('option').first().click()
  }
  const step = async (move: string, name: string, filling: () => Promise<void>) => {
    await press(move)
    await filling()
    await desk.locator('[data-move-send]').click()
    await state(name)
  }
  await desk.locator('[data-take]').click()
  await press('acknowledge')
  await state('Принята')
  await desk.locator('[data-issue-link]').click()
  const url = await desk.locator('[data-link-url]').inputValue()
  await phone.goto(hub.url + url.slice(url.indexOf('/follow')))
  await phone.locator('[data-stage=accepted]').waitFor()

  await step('assess', 'Оценена', async () => {
    for (const field of ['safety', 'complexity']) await choose(field)
    for (const field of ['impact', 'immediateAction']) await fill(field, 'Партия остановлена')
  })
  await step('investigate', 'Разобрана', async () => {
    await choose('causeId')
    await fill('findings', 'Хранили под дождём')
  })
  await step('propose', 'Ответ на утверждении', async () => {
    await choose('remedy')
    await fill('answer', 'Заменим все')
  })
  // A second person's word, before the client hears of the answer.
  const head = await hub.as('head-after-sales')
  const { version } = (await head.get(`/api/claims/${claim.id}`)).body.claim
  await head.post(`/api/claims/${claim.id}/moves`, { move: 'approve', version })
  await state('Ответ утверждён')
  await stage(phone, 'examined')
  expect(await phone.locator('[data-answer]').count()).toBe(0)
  await press('communicate')
  await state('Дан ответ')
  await stage(phone, 'answered')
  await phone.locator('[data-answer]', { hasText: 'Заменим все' }).waitFor()
  await phone.locator('[data-client-move=settle]').click()
  await phone.locator('[data-stage=agreed]').waitFor()
  await state('Урегулирована')
  await phone.locator('[data-client-move=verify]').click()
  await phone.locator('[data-stage=confirmed]').waitFor()
  await state('Подтверждена')
  await press('close')
  await state('Закрыта')
  await stage(phone, 'closed')
})
