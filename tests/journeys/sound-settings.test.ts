/** The devices of a desk: chosen by the keyboard, kept by the browser, and used by the very next talk. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closePages, expectAccessible, openBrowser, openPage, signInAs } from '../harness/browser.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'
import { see, seeNot, textOf } from './driver/people.ts'

let hub: Hub
let browser: Browser
const pages: Page[] = []

beforeAll(async () => {
  hub = await startHub({ worker: false })
  browser = await openBrowser()
})
afterEach(() => closePages(pages))
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const kept = (page: Page, key: string) =>
  page.evaluate<string | null>(`localStorage.getItem('perezvon.${key}')`)
/** Opens the field and takes the last of what it offers; its name. */
const pickLast = async (page: Page, field: string): Promise<string> => {
  await page.locator(`[data-sound-panel] ${field}`).focus()
  await page.keyboard.press('Enter')
  await eventually(async () => expect(await page.getByRole('option').count()).toBeGreaterThan(1))
  // The list takes the keys a moment after it is seen.
  await eventually(async () => {
    await page.keyboard.press('End')
    expect(await page.getByRole('option').last().getAttribute('data-highlighted')).not.toBeNull()
  })
  const name = (await page.getByRole('option').last().innerText()).trim()
  await page.keyboard.press('Enter')
  await eventually(async () => expect(await textOf(page, `[data-sound-panel] ${field}`)).toBe(name))
  await eventually(async () => expect(await page.getByRole('option').count()).toBe(0))
  return name
}

test('microphone, loudspeaker and bell are chosen by keys and stand after a reload', async () => {
  const page = await openPage(browser)
  pages.push(page)
  await signInAs(page, hub.url, 'agent', '/desk')
  await page.keyboard.press('Alt+KeyU')
  await see(page, '[data-sound-panel]')
  await expectAccessible(page)
  const chosen = {
    microphone: await pickLast(page, '[data-microphone]'),
    speaker: await pickLast(page, '[data-speaker]'),
    ring: await pickLast(page, '[data-ring]'),
  }
  expect(chosen.microphone).toContain('Fake')
  expect(await kept(page, 'microphone')).not.toBeNull()
  expect(await kept(page, 'ring-device')).not.toBeNull()
  // The voice that the fake microphone beeps is seen.
  const width = () =>
    page.evaluate<string>(`document.querySelector('[data-sound-panel] [role=img] span').style.width`)
  await eventually(async () => expect(Number.parseInt(await width(), 10)).toBeGreaterThan(0))
  await page.keyboard.press('Escape')
  await seeNot(page, '[data-sound-panel]')

  await page.reload()
  await see(page, '[data-presence]')
  await page.keyboard.press('Alt+KeyU')
  await eventually(async () =>
    expect({
      microphone: await textOf(page, '[data-sound-panel] [data-microphone]'),
      speaker: await textOf(page, '[data-sound-panel] [data-speaker]'),
      ring: await textOf(page, '[data-sound-panel] [data-ring]'),
    }).toEqual(chosen),
  )
}, 90_000)
