/** What comes of a call is made while it goes on, on one screen: a claim, a deal that is moved on and lost, a task. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closePages, expectAccessible } from '../harness/browser.ts'
import { eventually, type Hub } from '../harness/hub.ts'
import { answer, dialStraightTo, goOnline, see, seeNot, startJourney, textOf } from './driver/people.ts'
import { AGENT_HZ, CLIENT_HZ, openSpeaker, type Speaker } from './driver/sound.ts'

let hub: Hub
let clients: Speaker
let agents: Speaker
const pages: Page[] = []

beforeAll(async () => {
  hub = await startJourney()
  clients = await openSpeaker(CLIENT_HZ)
  agents = await openSpeaker(AGENT_HZ)
  const { db } = hub.platform
  const named = { code: 'rolled', name_ru: 'Прокат', name_en: 'Rolled' }
  const [group] = await db('product_groups').insert(named).returning('id')
  const sheet = { code: 'sheet', name_ru: 'Лист', name_en: 'Sheet', group_id: group.id }
  await db('products').insert(sheet)
})
afterEach(() => closePages(pages))
afterAll(async () => {
  await clients?.close()
  await agents?.close()
  await hub?.stop()
})

test('a claim, a deal and a task are made in a call that goes on, and the page stays', async () => {
  const agent = await agents.page()
  const client = await clients.page({ size: { width: 390, height: 844 } })
  pages.push(agent, client)
  await goOnline(agent, hub, 'agent')
  await dialStraightTo(client, hub, 'claims', { phone: hub.company.client.phone, language: 'ru' })
  await answer(agent, client)
  const been = addressesOf(agent)
  const { id: interactionId } = await hub.platform.db('interactions').first('id')

  await claim(agent, interactionId)
  await deal(agent, interactionId)
  await task(agent, interactionId)
  await lookBack(agent)
  await anotherClient(agent, interactionId)
  await notByAccident(agent)

  expect(been).toEqual([])
  expect(new URL(agent.url()).pathname).toBe('/desk')
  expect(await hub.platform.db('interactions').first('state')).toMatchObject({ state: 'talking' })
}, 300_000)

/** Every address that the page comes to from now on. */
const addressesOf = (page: Page): string[] => {
  const been: string[] = []
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) been.push(frame.url())
  })
  return been
}

const PANEL = '[data-desk-panel]'
const focusIn = (page: Page, selector: string): Promise<void> =>
  eventually(async () =>
    expect(await page.evaluate(`document.activeElement?.closest(${JSON.stringify(selector)}) !== null`)).toBe(
      true,
    ),
  )
const choose = async (page: Page, field: string, option: string): Promise<void> => {
  await page.locator(`${PANEL} ${field}`).click()
  await page.getByRole('option', { name: option }).first().click()
}
const lineOf = (page: Page, kind: string): Promise<string> => textOf(page, `[data-timeline-kind=${kind}]`)

const claim = async (agent: Page, interactionId: string): Promise<void> => {
  await agent.keyboard.press('Alt+KeyQ')
  await agent.keyboard.press('Alt+KeyP')
  await focusIn(agent, PANEL)
  await expectAccessible(agent)
  await agent.locator(`${PANEL} [data-description]`).fill('Погнутые листы')

  // The call and the notes go on beside it.
  await agent.locator('[data-hold]').click()
  await see(agent, '[data-held]')
  await agent.keyboard.press('Alt+KeyH')
  await seeNot(agent, '[data-held]')
  await agent.locator('[data-note]').fill('Пересортица')
  expect(await agent.locator(`${PANEL} [data-description]`).inputValue()).toBe('Погнутые листы')

  // Esc asks, and what was typed stays.
  await agent.keyboard.press('Escape')
  await agent.getByRole('alertdialog').getByRole('button', { name: 'Отмена' }).click()
  expect(await agent.locator(`${PANEL} [data-description]`).inputValue()).toBe('Погнутые листы')

  await agent.locator(`${PANEL} [data-description]`).press('Control+Enter')
  await see(agent, `${PANEL} [data-faulty] [data-category]`)
  await choose(agent, '[data-category]', 'Качество')
  await agent.keyboard.press('Control+Enter')
  const corner = agent.getByRole('link', { name: 'Открыть' })
  const link = await corner.getAttribute('href')
  await seeNot(agent, PANEL)
  const row = await hub.platform.db('claims').first('id', 'number', 'interaction_id', 'client_id')
  expect(row).toMatchObject({ interaction_id: interactionId, client_id: hub.company.client.id })
  expect(link).toBe(`/claims/${row.id}`)
  await eventually(async () => expect(await lineOf(agent, 'claim')).toContain(row.number))
  await focusIn(agent, '[data-note]')

  // What was made opens beside the call too: the desk is not left, and the message has said its own.
  await corner.click()
  await see(agent, `${PANEL} [data-claim-beside]`)
  expect(new URL(agent.url()).pathname).toBe('/desk')
  await focusIn(agent, PANEL)
  await seeNot(agent, 'a:text-is("Открыть")')
  await agent.keyboard.press('Escape')
  await seeNot(agent, PANEL)
}

const deal = async (agent: Page, interactionId: string): Promise<void> => {
  await agent.keyboard.press('Alt+KeyS')
  await see(agent, `${PANEL} [data-new-deal]`)
  await agent.locator(`${PANEL} [data-amount]`).fill('150 000')
  await choose(agent, '[data-product]', 'Лист')
  await agent.keyboard.press('Control+Enter')
  await seeNot(agent, PANEL)
  const { db } = hub.platform
  const row = await db('deals').first('id', 'number', 'interaction_id', 'state')
  expect(row).toMatchObject({ interaction_id: interactionId, state: 'lead' })
  await eventually(async () => expect(await lineOf(agent, 'deal')).toContain(String(row.number)))

  // The open deal of the client is moved on, then lost with a reason.
  await agent.locator('[data-make-deal]').click()
  await agent.locator('[data-open-deal-of-client]').click()
  await agent.locator(`${PANEL} [data-stage=quoted]`).click()
  await eventually(async () => expect(await db('deals').first('state')).toMatchObject({ state: 'quoted' }))
  await agent.locator(`${PANEL} [data-lose]`).click()
  await agent.getByRole('dialog').locator('[data-reason]').click()
  await agent.getByRole('option').first().click()
  await agent.locator('[data-lose-deal]').click()
  await eventually(async () => expect(await db('deals').first('state')).toMatchObject({ state: 'lost' }))
  expect((await db('deals').first()).refusal_reason_id).not.toBeNull()
  await seeNot(agent, '[data-lose-deal]')
  await eventually(async () => expect(await lineOf(agent, 'deal')).toContain('проиграна'))
  await agent.keyboard.press('Escape')
  await seeNot(agent, PANEL)
  await focusIn(agent, '[data-make-deal]')
}

const task = async (agent: Page, interactionId: string): Promise<void> => {
  await agent.keyboard.press('Alt+KeyK')
  await see(agent, `${PANEL} [data-new-task]`)
  await focusIn(agent, `${PANEL} [data-title]`)
  await agent.keyboard.type('Прислать сертификат')
  await agent.keyboard.press('Enter')
  await seeNot(agent, PANEL)
  expect(await hub.platform.db('tasks').first()).toMatchObject({
    title: 'Прислать сертификат',
    interaction_id: interactionId,
    client_id: hub.company.client.id,
  })
  await eventually(async () => expect(await lineOf(agent, 'task')).toContain('Прислать сертификат'))
}

/** What the card leads to opens beside the call too, one thing in the place of another. */
const lookBack = async (agent: Page): Promise<void> => {
  for (const kind of ['claim', 'deal', 'task'] as const) {
    await agent.locator(`[data-timeline-kind=${kind}] a`).first().click()
    await see(agent, `${PANEL} [data-${kind}-beside]`)
    await focusIn(agent, PANEL)
  }
  await expectAccessible(agent)
  await agent.locator(`${PANEL} [data-task-beside] a[href^="/interactions/"]`).click()
  await see(agent, `${PANEL} [data-interaction-beside]`)
  await agent.keyboard.press('Escape')
  await seeNot(agent, PANEL)
}

/** The number was another's: the call goes to the card that the agent finds. */
const anotherClient = async (agent: Page, interactionId: string): Promise<void> => {
  const { db } = hub.platform
  const { market_id } = await db('clients').where({ id: hub.company.client.id }).first('market_id')
  const card = { kind: 'company', name: 'Прометей Сервис', market_id, language: 'ru' }
  const [{ id }] = await db('clients').insert(card).returning('id')
  await agent.keyboard.press('Alt+KeyY')
  const dialog = agent.getByRole('dialog', { name: 'Чей это звонок?' })
  await dialog.getByRole('combobox', { name: 'Клиент' }).and(agent.locator(':focus')).waitFor()
  await agent.keyboard.type('прометей')
  await agent.getByRole('option', { name: 'Прометей Сервис' }).click()
  await expectAccessible(agent)
  await dialog.getByRole('button', { name: 'Отнести звонок сюда' }).click()
  await dialog.waitFor({ state: 'detached' })
  await agent.getByRole('heading', { name: 'Прометей Сервис' }).waitFor()
  expect(await db('interactions').where({ id: interactionId }).first('client_id')).toEqual({ client_id: id })
}

/** Who signs out in the middle of a call is asked first. */
const notByAccident = async (agent: Page): Promise<void> => {
  await agent.getByRole('button', { name: 'Меню: agent name' }).click()
  await agent.getByRole('menuitem', { name: 'Выйти' }).click()
  const question = agent.getByRole('alertdialog', { name: 'Идёт разговор. Выйти?' })
  await question.waitFor()
  await expectAccessible(agent)
  await question.getByRole('button', { name: 'Отмена' }).click()
  await question.waitFor({ state: 'detached' })
  await see(agent, '[data-call-bar]')
}
