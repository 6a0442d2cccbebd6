/**
 * No screen of the house has a violation that axe can find: every page of the router, as people who between them may open all,
 * each page in both languages and both looks.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Permission } from '#shared/identity/permissions.ts'
import { seededRoles } from '#shared/identity/seeded-roles.ts'
import { openBrowser, signInAs } from '../harness/browser.ts'
import type { Hub } from '../harness/hub.ts'
import { callIn } from '../harness/parties.ts'
import { addressOf, inhabit, type Things } from './driver/inhabit.ts'
import { EN_DARK, EN_LIGHT, judged, judgedAs, RU_DARK, RU_LIGHT, type Seen } from './driver/judged.ts'
import { becomeAvailable, see, setLanguageOf, startJourney, wrapUp } from './driver/people.ts'
import { screensOf, visit } from './driver/screens.ts'

/** Whoever alone may open a page opens it in two sights; what was seen in their language and look they pass by. */
const PEOPLE: Record<string, Seen[]> = {
  agent: [RU_LIGHT],
  administrator: [RU_LIGHT, EN_DARK],
  'claim-handler': [EN_DARK],
  supervisor: [RU_DARK],
  'head-sales': [EN_LIGHT],
}

let hub: Hub
let browser: Browser
let things: Map<string, Things>
/** Path of the router → the sights it was seen in. */
const seen = new Map<string, Seen[]>()
const sightsOf = (path: string): Seen[] => seen.get(path) ?? []
/** Would it be seen in a language or a look in which nobody has seen it yet? */
const isNew = (path: string, { language, look }: Seen): boolean =>
  !sightsOf(path).some((sight) => sight.language === language) ||
  !sightsOf(path).some((sight) => sight.look === look)

beforeAll(async () => {
  ;[hub, browser] = await Promise.all([startJourney(), openBrowser()])
  things = await inhabit(hub)
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const walks = Object.entries(PEOPLE).flatMap(([role, sights]) => sights.map((sight) => ({ role, ...sight })))

describe('the desk', () => {
  test.each([RU_LIGHT, EN_DARK])('through a call, in $language, $look', async (sight) => {
    await setLanguageOf(hub, 'agent', sight.language)
    await judged(browser, sight, async (page, judge) => {
      await signInAs(page, hub.url, 'agent', '/desk')
      await becomeAvailable(page)
      await judge('idle')
      const caller = await callIn(hub, { phone: hub.company.client.phone, flow: 'sales' })
      await see(page, '[data-offer]')
      await see(page, '[data-timeline]')
      await judge('ringing')
      await page.keyboard.press('Alt+KeyA')
      await see(page, '[data-call-bar]')
      await judge('talking')
      await page.keyboard.press('Alt+KeyT')
      await page.getByRole('dialog').getByRole('listitem').first().waitFor()
      await judge('transferring')
      await page.keyboard.press('Escape')
      await caller.hangUp()
      await see(page, '[data-disposition]')
      await judge('wrapping up')
      caller.leave()
      await wrapUp(page)
    })
  })
})

describe('the pages', () => {
  test.each(walks)('of $role, in $language, $look', async ({ role, language, look }) => {
    const sight: Seen = { language, look }
    const grants = seededRoles.find(({ code }) => code === role)?.grants ?? {}
    const may = (permission: Permission) => permission in grants
    await judgedAs({ hub, browser }, role, sight, async (page, judge) => {
      for (const screen of await screensOf(page)) {
        if (screen.public || !(screen.permissions.length === 0 || screen.permissions.some(may))) continue
        if (!isNew(screen.path, sight)) continue
        await visit(page, await addressOf(hub, screen.path, things.get(role) as Things))
        await judge(screen.path)
        seen.set(screen.path, [...sightsOf(screen.path), sight])
      }
    })
  })
})

describe('before the sign-in', () => {
  test.each([RU_LIGHT, EN_DARK])('in $language, $look', async (sight) => {
    await judged(browser, sight, async (page, judge) => {
      await page.goto(`${hub.url}/sign-in`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      for (const screen of await screensOf(page)) {
        if (!screen.public) continue
        await visit(page, screen.path)
        await judge(screen.path)
        seen.set(screen.path, [...sightsOf(screen.path), sight])
      }
    })
  })
})

test('each page was judged in both languages and both looks', () => {
  const lacking = [...seen].filter(
    ([, sights]) =>
      new Set(sights.map(({ language }) => language)).size < 2 ||
      new Set(sights.map(({ look }) => look)).size < 2,
  )
  expect(lacking).toEqual([])
  expect(seen.size).toBeGreaterThan(30)
})
