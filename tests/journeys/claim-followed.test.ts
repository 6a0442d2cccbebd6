/**
 * One claim from its opening to its confirmed close: the handler at their desk, the client at the page that their link
 * opens, in a second window. Each sees what the other does without reloading.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'

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
