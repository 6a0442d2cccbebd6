/** A real browser before the built screens: pages that report what went wrong in them, in a language and a look. */
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { emailOf, PASSWORD, type UserName } from './company.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--allow-loopback-in-peer-connection',
]

/** A browser whose user allows the microphone when asked. */
export const openBrowser = (more: string[] = []): Promise<Browser> =>
  launch(['--use-fake-ui-for-media-stream', ...more])

/** A browser whose user refuses the microphone, until a test grants it to the context. */
export const openRefusingBrowser = (more: string[] = []): Promise<Browser> => launch(more)

const launch = (flags: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...FLAGS, ...flags] })

export type Sight = {
  language?: 'ru' | 'en'
  look?: 'light' | 'dark'
  size?: { width: number; height: number }
}

/** Faults of the page's own code: an error thrown, or a reply that is not by the contract. */
export const faultsOf = new WeakMap<Page, string[]>()

export const openPage = async (browser: Browser, sight: Sight = {}): Promise<Page> => {
  const context: BrowserContext = await browser.newContext({
    viewport: sight.size ?? { width: 1366, height: 768 },
    colorScheme: sight.look ?? 'light',
    locale: sight.language === 'en' ? 'en-GB' : 'ru-RU',
    timezoneId: 'Europe/Moscow',
  })
  const page = await context.newPage()
  const faults: string[] = []
  faultsOf.set(page, faults)
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message))
  page.on('console', (message) => {
    // What the server refused, or a lost network, is the browser's own line, and often what the test is about.
    if (
      message.type() === 'error' &&
      !/^Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(message.text())
    )
      faults.push(message.text())
  })
  return page
}

/** At the end of a walk: nothing went wrong in these pages, and they are closed. */
export const closePages = async (pages: Page[]): Promise<void> => {
  for (const page of pages.splice(0)) {
    expect(faultsOf.get(page)).toEqual([])
    await page.context().close()
  }
}

/** Signs in by the form, as a person does, and waits until the line is up. */
export const signInAs = async (page: Page, url: string, name: UserName, path = '/'): Promise<void> => {
  await page.goto(`${url}/sign-in?next=${encodeURIComponent(path)}`)
  await page.locator('input[type=email]').fill(emailOf(name))
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await lineIs(page, 'live')
}

export const lineIs = (page: Page, state: string): Promise<void> =>
  page.locator(`[data-line=${state}]`).waitFor({ timeout: 20_000 })

/** Colours are judged once they have come to rest; what moves for longer is judged as it is. */
const RESTED = `Promise.race([
  Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  new Promise((resolve) => setTimeout(resolve, 500)),
])`

type Found = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations'>

/** As the builder asks, in a page that has its program from an earlier question. */
const askedAgain = (within: string) =>
  `typeof axe === 'undefined' ? null : axe.run(${JSON.stringify(within)}, { resultTypes: ['violations'] })`

/** What axe finds on the page as it stands, or in a part of it: each with its rule and the places. */
export const violationsOf = async (page: Page, within = 'html'): Promise<string[]> => {
  await page.evaluate(RESTED)
  // The hub has no frames: judged in the page itself, without a second page to put the parts together.
  const { violations } =
    (await page.evaluate<Found | null>(askedAgain(within))) ??
    (await new AxeBuilder({ page }).setLegacyMode().include(within).analyze())
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
}

export const expectAccessible = async (page: Page): Promise<void> =>
  expect(await violationsOf(page), page.url()).toEqual([])
