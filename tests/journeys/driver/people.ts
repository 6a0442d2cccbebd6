/** What people do at the screens, by what they see: a client at the call page, an agent at the desk. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Config } from '#server/platform/config.ts'
import { inTransaction } from '#server/platform/database.ts'
import { publishFlow } from '#server/telephony/index.ts'
import type { FlowDefinition } from '#shared/telephony/flow.contract.ts'
import { signInAs } from '../../harness/browser.ts'
import type { UserName } from '../../harness/company.ts'
import { eventually, type Hub, startHub } from '../../harness/hub.ts'

/** A slow machine with several browsers on it is no fault of the product. */
export const PATIENCE_MS = 30_000

/** Without a word and a menu to a queue: for walks that are about what comes after. */
const straightTo = (topic: 'sales' | 'claims'): FlowDefinition => ({
  start: 'queue',
  steps: { queue: { kind: 'queue', topic } },
})

/** A whole hub with sound, whose offers ring long enough for a machine that is busy with three browsers. */
export const startJourney = async (config: Partial<Config> = {}): Promise<Hub> => {
  const hub = await startHub({ media: true, config })
  const { db, clock } = hub.platform
  await db('queues').update({ offer_for_ms: PATIENCE_MS * 2 })
  for (const topic of ['sales', 'claims'] as const) {
    const flow = { code: topic, definition: straightTo(topic), actorId: null, now: clock.now() }
    await inTransaction(db, (trx) => publishFlow(trx, flow))
  }
  return hub
}

export const see = (page: Page, selector: string, withinMs = PATIENCE_MS): Promise<void> =>
  page
    .locator(selector)
    .first()
    .waitFor({ timeout: withinMs })
    .catch(async (error: Error) => {
      const shown = await page.locator('body').innerText()
      throw new Error(`${error.message}\nThe page shows:\n${shown}`)
    })
export const seeNot = (page: Page, selector: string): Promise<void> =>
  page.locator(selector).first().waitFor({ state: 'detached', timeout: PATIENCE_MS })
export const textOf = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).trim()

export const setLanguageOf = (hub: Hub, name: UserName, language: 'ru' | 'en'): Promise<number> =>
  hub.platform.db('users').where({ id: hub.company.users[name] }).update({ language })

/** Signs in, opens the desk, and goes on the line. */
export const goOnline = async (page: Page, hub: Hub, name: UserName): Promise<void> => {
  await signInAs(page, hub.url, name, '/desk')
  await becomeAvailable(page)
}

/** By the keyboard, and waits until the hub believes it. */
export const becomeAvailable = async (page: Page): Promise<void> => {
  await see(page, '[data-presence]')
  await page.keyboard.press('Alt+Digit1')
  await see(page, '[data-presence][data-activity=available][data-reachable=true]')
}

export const callStateIs = (page: Page, ...states: string[]): Promise<void> =>
  see(page, states.map((state) => `[data-call-state=${state}]`).join(','))

/** Opens the call page, gives a phone, allows the microphone (the browser does), and is in the menu. */
export const dialIn = async (page: Page, hub: Hub, phone: string, language: 'ru' | 'en'): Promise<void> => {
  await page.goto(`${hub.url}/call?lang=${language}`)
  await dial(page, phone)
  await callStateIs(page, 'menu')
}

/** Calls by a flow that has no menu: straight to a queue of the page's language. */
export const dialStraightTo = async (
  page: Page,
  hub: Hub,
  topic: 'sales' | 'claims',
  caller: { phone: string; language: 'ru' | 'en' },
): Promise<void> => {
  await page.goto(`${hub.url}/call?lang=${caller.language}&flow=${topic}`)
  await dial(page, caller.phone)
}

export const dial = async (page: Page, phone: string): Promise<void> => {
  await page.locator('[data-phone]').fill(phone)
  await page.locator('[data-dial]').click()
}

/** Presses the digit once the page offers it: the menu that takes it is being said. */
export const pressInMenu = async (page: Page, digit: string, said: string): Promise<void> => {
  await eventually(async () => expect(await textOf(page, '[data-saying]')).toContain(said), PATIENCE_MS)
  await page.locator(`[data-key="${digit}"]`).click()
}

/** The offer is on the screen, the keyboard answers it, both are in the talk. */
export const answer = async (agent: Page, client: Page): Promise<void> => {
  await see(agent, '[data-offer]')
  await agent.keyboard.press('Alt+KeyA')
  await callStateIs(client, 'talking')
  await see(agent, '[data-call-bar]')
}

/** After a talk: the first disposition by its key, once it is offered, and free for the next; its name. */
export const wrapUp = async (agent: Page): Promise<string> => {
  await see(agent, '[data-wrap-up]')
  const disposition = (await textOf(agent, '[data-disposition]')).split('\n')[0] ?? ''
  await agent.keyboard.press('Alt+Digit3')
  await see(agent, '[data-disposition][aria-checked=true]')
  await agent.keyboard.press('Alt+KeyF')
  await seeNot(agent, '[data-wrap-up]')
  await see(agent, '[data-presence][data-activity=available]')
  return disposition
}

/**
 * Reloads the page on a network so slow that its program comes only after `meanwhile`; then a key lets the browser
 * make sound.
 */
export const reloadDuring = async (page: Page, meanwhile: () => Promise<void>): Promise<void> => {
  const seen = meanwhile()
  await page.route('**/*.js', async (route) => {
    await Promise.allSettled([seen])
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
  await seen
  await page.waitForLoadState()
  await page.keyboard.press('Shift')
}

/** Finds the client from anywhere by the keyboard; the newest contact of the card. */
export const openCard = async (page: Page, typed: string, name: string): Promise<Locator> => {
  await page.keyboard.press('Control+KeyK')
  await page.getByRole('combobox').fill(typed)
  await page.getByRole('option', { name }).first().click()
  await see(page, '[data-timeline]')
  return page.locator('[data-timeline-kind=interaction]').first()
}
