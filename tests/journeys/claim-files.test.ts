/** Files and letters of a claim on screen: dropped, checked, taken off; a letter written from its template and looked up. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  closePages,
  expectAccessible,
  faultsOf,
  openBrowser,
  openPage,
  signInAs,
} from '../harness/browser.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { see, setLanguageOf, textOf } from './driver/people.ts'

let hub: Hub
let browser: Browser
let claimId: string
const pages: Page[] = []

beforeAll(async () => {
  ;[hub, browser] = await Promise.all([startHub(), openBrowser()])
  const handler = await hub.as('handler')
  const category = await hub.platform.db('claim_categories').first('id')
  const opened = await handler.post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId: category.id,
    severity: 'high',
    description: 'На листах ржавчина, пачка 14 мокрая.',
  })
  claimId = opened.body.id
  const { version } = opened.body
  await handler.post(`/api/claims/${claimId}/assign`, { handlerId: hub.company.users.handler, version })
})
afterAll(async () => {
  await closePages(pages)
  await browser?.close()
  await hub?.stop()
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

const open = async (
  who: 'head-after-sales' | 'handler' | 'administrator',
  path: string,
  language: 'ru' | 'en',
  look: 'light' | 'dark',
) => {
  await setLanguageOf(hub, who, language)
  const page = await openPage(browser, { language, look, size: { width: 1366, height: 768 } })
  pages.push(page)
  await signInAs(page, hub.url, who, path)
  return page
}

test('in Russian: files are dropped, refused by their content, shown small, and taken off with a reason', async () => {
  const page = await open('head-after-sales', `/claims/${claimId}`, 'ru', 'light')
  await see(page, '[data-attachments]')
  await page.locator('[data-attachments] [data-file]').setInputFiles([
    { name: 'пачка 14.png', mimeType: 'image/png', buffer: PNG },
    { name: 'акт.pdf', mimeType: 'application/pdf', buffer: PDF },
    { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>1</script></html>') },
  ])
  await see(page, '[data-upload="photo.png"] [data-fault]')
  expect(await textOf(page, '[data-upload="photo.png"]')).toContain('Такие файлы не принимаются')
  await see(page, '[data-attachment="пачка 14.png"][data-state=ready] [data-thumbnail]')
  await see(page, '[data-attachment="акт.pdf"][data-state=ready]')
  await expectAccessible(page)
  await page.locator('[data-upload="photo.png"] [data-dismiss]').click()
  await page.locator('[data-attachment="акт.pdf"] [data-remove]').click()
  await page.locator('[data-reason]').fill('не тот акт')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Снять вложение' }).click()
  await see(page, '[data-gone]')
  await page.locator('[data-gone] summary').click()
  expect(await textOf(page, '[data-gone]')).toContain('не тот акт')
  await page.locator('[data-evidence] [data-ask]').click()
  await see(page, '[data-pack=ready] [data-take]')
  expect(await textOf(page, '[data-claim-history]')).toContain('Снят файл «акт.pdf»')
  await expectAccessible(page)
  expect(faultsOf.get(page)).toEqual([])
})

test('in English: a letter is written from its template, registered, and found', async () => {
  await hub.platform
    .db('addresses')
    .insert({ client_id: hub.company.client.id, kind: 'email', value: 'buyer@example.test' })
  const page = await open('handler', `/claims/${claimId}`, 'en', 'dark')
  await page.locator('[data-letters] [data-write]').click()
  await see(page, '[data-sheet]:has-text("претензия")')
  await page.locator('[data-subject]').fill('Замена пачки 14')
  expect(await textOf(page, '[data-sheet]')).toContain('Замена пачки 14')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await see(page, '[data-letter^="OUT-RU-"]')
  await see(page, '[data-letter^="OUT-RU-"][data-state=queued] [data-letter-file]')
  await expectAccessible(page)
  await page.goto(`${hub.url}/letters`)
  await page.locator('[data-search] input, input[data-search]').first().fill('пачки 14')
  await page.getByText('Замена пачки 14').first().waitFor()
  await expectAccessible(page)
  expect(faultsOf.get(page)).toEqual([])
})

test('an administrator writes a template, and is told what it names that there is not', async () => {
  const page = await open('administrator', '/administration/letter-templates', 'ru', 'light')
  await page.getByRole('link', { name: 'Ответ на претензию' }).click()
  const body = page.locator('[data-place=bodyRu] textarea')
  await body.fill('Здравствуйте, {{nobody}}!')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Такого поля нет').waitFor()
  await body.fill('Здравствуйте! ')
  await page.locator('[data-insert]').click()
  await page.getByRole('menuitem', { name: 'номер претензии' }).click()
  expect(await body.inputValue()).toBe('Здравствуйте! {{number}}')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Шаблон сохранён').first().waitFor()
  await expectAccessible(page)
  expect(faultsOf.get(page)).toEqual([])
})
