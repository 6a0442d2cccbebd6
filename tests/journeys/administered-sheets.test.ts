/** What an administrator fills in by the keyboard, gives another sound, and takes back: on screen. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeWavHeader } from '#server/telephony/web-voice/media/wav.ts'
import { expectAccessible, faultsOf, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'
import { open } from './driver/screens.ts'

let hub: Hub
let browser: Browser
let page: Page
beforeAll(async () => {
  hub = await startHub({ worker: false })
  const administrator = await hub.as('administrator')
  for (const code of ['pipes', 'rails'])
    await administrator.post('/api/skills', { code, nameRu: code, nameEn: code })
  browser = await openBrowser()
  page = await openPage(browser)
  await signInAs(page, hub.url, 'administrator', '/administration/skill-matrix')
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const matrix = async () => (await (await hub.as('administrator')).get('/api/skill-matrix')).body
const cell = (at: string) => page.locator(`[data-cell="${at}"]`)
const focusIsOn = (at: string) =>
  eventually(async () => expect(await page.evaluate('document.activeElement?.dataset.cell')).toBe(at))

it('levels of two agents are typed at once, what that changes is told, and they are saved by the keyboard', async () => {
  await cell('0/0').focus()
  await page.keyboard.press('ArrowRight')
  await focusIsOn('0/1')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('0')
  for (const at of ['0/1', '1/1']) expect(await cell(at).innerText()).toContain('10')
  await page.locator('[data-effects]').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Control+KeyS')
  await page.getByText('Навыки сохранены.').first().waitFor()
  const { users, skills } = await matrix()
  const levels = users
    .slice(0, 2)
    .map((user: { levels: Record<string, number> }) => user.levels[skills[1].id])
  expect(levels).toEqual([10, 10])
  // What was saved is what is shown: nothing waits to be saved any more.
  await page.locator('[data-effects]').waitFor({ state: 'detached' })
})

it('a skill that was taken away comes back from the user’s history', async () => {
  const before = await matrix()
  const [user] = before.users
  await cell('0/1').getByText('10').waitFor()
  await cell('0/1').focus()
  await page.keyboard.press('Delete')
  await page.keyboard.press('Control+KeyS')
  await eventually(async () => expect((await matrix()).users[0].levels[before.skills[1].id]).toBeUndefined())
  // The hub has it before the page knows: until then leaving asks what becomes of it.
  await page.locator('[data-effects]').waitFor({ state: 'detached' })
  await open(page, `/administration/users/${user.id}`)
  await page
    .getByRole('region', { name: 'Навыки' })
    .getByRole('button', { name: 'История изменений' })
    .click()
  const history = page.getByRole('dialog').locator('[data-history]')
  await history.getByText('10', { exact: true }).first().waitFor()
  await expectAccessible(page)
  await history
    .getByRole('button', { name: /^Вернуть версию/ })
    .first()
    .click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Вернуть' }).click()
  await page.getByText('Прежняя версия возвращена.').first().waitFor()
  expect((await matrix()).users[0].levels).toEqual(user.levels)
  await page.keyboard.press('Escape')
})

it('a prompt is given a recording, refused when it is silence, and the hub’s own is taken back', async () => {
  const tone = (loud: number): Buffer => {
    const data = Buffer.from(Int16Array.from({ length: 16_000 }, (_, i) => loud * Math.sin(i / 8)).buffer)
    return Buffer.concat([writeWavHeader({ rate: 16_000, channels: 1, dataBytes: data.length }), data])
  }
  await open(page, '/administration/prompts/greeting')
  const russian = page.locator('[data-spoken=ru]')
  const give = async (buffer: Buffer) => {
    await russian
      .locator('input[type=file]')
      .setInputFiles({ name: 'hello.wav', mimeType: 'audio/wav', buffer })
    await russian.getByRole('button', { name: 'Загрузить запись' }).click()
  }
  await give(tone(0))
  await russian.getByText('В записи тишина.').waitFor()
  await russian.locator('textarea').fill('Добрый день!')
  await give(tone(9_000))
  await page.getByRole('heading', { level: 1, name: 'Добрый день!' }).waitFor()
  await expectAccessible(page)
  const sound = russian.locator('audio')
  await sound.evaluate((audio: { preload: string; load(): void }) => {
    audio.preload = 'metadata'
    audio.load()
  })
  const length = () => sound.evaluate((audio: { duration: number }) => audio.duration)
  await eventually(async () => expect(await length()).toBeCloseTo(1, 0))
  await russian.getByRole('button', { name: 'Вернуть звук 0' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Вернуть' }).click()
  await page.getByRole('heading', { level: 1, name: /Вы позвонили/ }).waitFor()
  expect(faultsOf.get(page)).toEqual([])
})
