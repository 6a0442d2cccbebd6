/**
 * What opens over a page, waits, fails or is empty has no violation that axe can find: lists, menus, dialogs, panels,
 * messages, by the people who open them.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../harness/browser.ts'
import type { Hub } from '../harness/hub.ts'
import { callIn, openDeskOf } from '../harness/parties.ts'
import { addressOf, inhabit, type Things } from './driver/inhabit.ts'
import { EN_DARK, EN_LIGHT, judgedAs, RU_DARK, RU_LIGHT } from './driver/judged.ts'
import { startJourney } from './driver/people.ts'
import { openHeld, visit } from './driver/screens.ts'

let hub: Hub
let browser: Browser
let things: Map<string, Things>

beforeAll(async () => {
  ;[hub, browser] = await Promise.all([startJourney(), openBrowser()])
  things = await inhabit(hub)
  const { db } = hub.platform
  const rolled = { code: 'rolled', name_ru: 'Прокат', name_en: 'Rolled' }
  const [group] = await db('product_groups').insert(rolled).returning('id')
  await db('products').insert({ code: 'sheet', name_ru: 'Лист', name_en: 'Sheet', group_id: group.id })
})
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const addressFor = (role: string, path: string): Promise<string> =>
  addressOf(hub, path, things.get(role) as Things)
const openPick = async (page: Page, selector: string): Promise<void> => {
  await page.locator(`${selector} input[role=combobox]`).click()
  await page.getByRole('option').first().waitFor()
}
const shut = async (page: Page, role: 'dialog' | 'menu' | 'listbox'): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.getByRole(role).first().waitFor({ state: 'detached' })
}

describe('what opens over a page', () => {
  test('of an agent', () =>
    judgedAs({ hub, browser }, 'agent', RU_DARK, async (page, judge) => {
      await visit(page, '/clients?q=сталь')
      await page.locator('[data-row-link]').first().waitFor()
      await judge('found clients')
      await page.locator('[data-create]').click()
      await page.getByRole('dialog').waitFor()
      await judge('a new client')
      await shut(page, 'dialog')
      await page.keyboard.press('Alt+KeyN')
      await page.getByRole('dialog').getByRole('listitem').first().waitFor()
      await judge('the bell')
      await shut(page, 'dialog')
      await page.getByRole('button', { name: /^Меню:/ }).click()
      await page.getByRole('menu').waitFor()
      await judge('one’s own menu')
      await shut(page, 'menu')
      await page.locator('[data-presence]').click()
      await page.getByRole('menu').waitFor()
      await judge('one’s own presence')
      await shut(page, 'menu')
      await page.keyboard.press('Control+KeyK')
      await page.getByRole('option').first().waitFor()
      await judge('the search of everything')
      await shut(page, 'dialog')
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
      await judge('the shortcuts')
      await shut(page, 'dialog')
      await visit(page, '/tasks')
      await page.locator('[data-deed=take]').first().click()
      await page.locator('[data-deed=finish]').first().click()
      await page.getByRole('dialog').waitFor()
      await judge('the end of a task')
    }))

  test('of a claim handler', () =>
    judgedAs({ hub, browser }, 'claim-handler', EN_LIGHT, async (page, judge) => {
      await visit(page, '/claims/new')
      await page.locator('[data-new-claim] [data-deed]').click()
      await page.locator('[data-faulty]').first().waitFor()
      await judge('a claim that lacks something')
      await openPick(page, '[data-product]')
      await judge('an open pick list')
      await shut(page, 'listbox')
      await page.locator('[data-category]').click()
      await page.getByRole('option').first().waitFor()
      // Focus and pointer are held in it, as in a list of the system: the page behind is hidden meanwhile.
      await judge('an open list', '#above')
      await shut(page, 'listbox')
      await judge('a closed pick list')
      await visit(page, await addressFor('claim-handler', '/claims/:id'))
      await page.locator('[data-assign]').click()
      await openPick(page, '[data-handler]')
      await judge('giving a claim')
    }))

  test('of a head of sales', () =>
    judgedAs({ hub, browser }, 'head-sales', RU_LIGHT, async (page, judge) => {
      await visit(page, await addressFor('head-sales', '/deals/:id'))
      await page.keyboard.press('Digit2')
      await page.locator('li[data-slot=base]').first().waitFor()
      await judge('told that it is done')
      await page.keyboard.press('KeyL')
      await openPick(page, '[data-reason]')
      await judge('losing a deal')
      await visit(page, '/record')
      await page.locator('[data-figure=dealsOpened]').first().click()
      await page.locator('[data-figure-lines] [data-row-link]').first().waitFor()
      await judge('the lines behind a figure')
    }))

  test('of a supervisor, while a caller waits', async () => {
    const desk = await openDeskOf(hub, 'agent2')
    await desk.visitor.post('/api/agents/me/presence', { chosen: 'away', reason: 'break' })
    await desk.until(({ presence }) => presence.reachable && presence.chosen === 'away')
    const caller = await callIn(hub, { phone: hub.company.client.phone, flow: 'sales' })
    await judgedAs({ hub, browser }, 'supervisor', EN_DARK, async (page, judge) => {
      await visit(page, '/board')
      await page.locator('[data-state=waiting]').first().waitFor()
      await judge('the board')
      await page.locator('[data-change-presence]').first().click()
      await page.getByRole('menu').waitFor()
      await judge('another’s presence')
      await shut(page, 'menu')
      await page.locator('[data-call-menu]').first().click()
      await page.getByRole('menu').waitFor()
      await judge('a call’s menu')
      await page.getByRole('menuitem', { name: 'Priority' }).click()
      await page.getByRole('dialog').waitFor()
      await judge('a call’s priority')
      await shut(page, 'dialog')
      // Nought has no rows: the figure of the queue where somebody waits is a button.
      await page.locator('button[data-figure=waiting]').first().click()
      await page.locator('[data-board-rows] [data-row-link]').first().waitFor()
      await judge('the rows behind a number')
      await shut(page, 'dialog')
      await visit(page, '/tasks?show=all')
      await page.locator('[data-create]').click()
      await page.getByRole('dialog').waitFor()
      await judge('a new task')
    })
    caller.leave()
    desk.leave()
  })
})

test('what waits, what fails, what is empty', () =>
  judgedAs({ hub, browser }, 'administrator', EN_LIGHT, async (page, judge) => {
    for (const path of ['/claims', '/claims/:id', '/deals/:id', '/record', '/tasks', '/clients/:clientId']) {
      const fail = await openHeld(page, await addressFor('administrator', path))
      await judge(`${path}, waiting`)
      await fail()
      await judge(`${path}, failed`)
    }
    const barren = ['/deals?stage=won', '/record?day=2020-01-01', '/clients?q=zzzz', '/tasks?show=queue']
    for (const path of barren) {
      await visit(page, path)
      await judge(`${path}, empty`)
    }
    expect(new URL(page.url()).pathname).toBe('/tasks')
  }))
