/** What people do at the screens, by what they see: a client at the call page, an agent at the desk. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Config } from '#server/platform/config.ts'
import { lineIs, signInAs } from '../../harness/browser.ts'
import type { UserName } from '../../harness/company.ts'

import { eventually, type Hub, startHub } from '../../harness/hub.ts'

/** A slow machine with several browsers on it is no fault of the product. */
export const PATIENCE_MS = 30_000

/** A whole hub with sound, whose offers ring long enough for a machine that is busy with three browsers. */
export const startJourney = async (config: Partial<Config> = {}): Promise<Hub> => {
  const hub = await startHub({ media: true, config })
  await hub.platform.db('queues').update({ offer_for_ms: PATIENCE_MS * 2 })
  return hub
}

export const see = (page: Page, selector: string, withinMs = PATIENCE_MS): Promise<void> =>
  page.locator(selector).first().waitFor({ timeout: withinMs })
export const seeNot = (page: Page, selector: string): Promise<void> =>
  page.locator(selector).first().waitFor({ state: 'detached', timeout: PATIENCE_MS })
export const textOf = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).trim()

export const setLanguageOf = (hub: Hub, name: UserName, language: 'ru' | 'en'): Promise<number> =>
  hub.platform.db('users').where({ id: hub.company.users[name] }).update({ language })

/** Signs in, opens the desk, goes on the line by the keyboard, and waits until the hub believes it. */
export const goOnline = async (page: Page, hub: Hub, name: UserName): Promise<void> => {
  await signInAs(page, hub.url, name, '/desk')
  await see(page, '[data-presence]')
  await page.keyboard.press('Alt+Digit1')
  await see(page, '[data-presence][data-activity=available][data-reachable=true]')
}

/** After a reload: the line is up again, and a key has let the browser make sound. */
export const comeBack = async (page: Page): Promise<void> => {
  await page.reload()
  await lineIs(page, 'live')
  await page.keyboard.press('Shift')
}

export const callStateIs = (page: Page, ...states: string[]): Promise<void> =>
  see(page, states.map((state) => `[data-call-state=${state}]`).join(','))

/** Opens the call page, gives a phone, allows the microphone (the browser does), and is in the menu. */
export const dialIn = async (page: Page, hub: Hub, phone: string, language: 'ru' | 'en'): Promise<void> => {
  await page.goto(`${hub.url}/call?lang=${language}`)
  await page.locator('[data-phone]').fill(phone)
  await page.locator('[data-dial]').click()
  await callStateIs(page, 'menu')
}

/** Presses the digit once the page offers it: the menu that takes it is being said. */
export const pressInMenu = async (page: Page, digit: string, said: string): Promise<void> => {
  await eventually(async () => expect(await textOf(page, '[data-saying]')).toContain(said), PATIENCE_MS)
  await page.locator(`[data-key="${digit}"]`).click()
}

/** Through the Russian menu to sales, rung, answered by the keyboard, in talk. */
export const talkTo = async (agent: Page, client: Page): Promise<void> => {
  await pressInMenu(client, '1', 'нажмите один')
  await pressInMenu(client, '1', 'Отдел продаж')
  await see(agent, '[data-offer]')
  await agent.keyboard.press('Alt+KeyA')
  await callStateIs(client, 'talking')
  await see(agent, '[data-call-bar]')
}
