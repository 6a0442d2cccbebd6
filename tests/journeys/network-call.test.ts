/** A call from the telephone network at the desk's own screen: it rings, is answered, held, muted, survives a reload, ends. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultsOf, openBrowser, openPage } from '../harness/browser.ts'
import { eventually } from '../harness/hub.ts'
import { inRoom, NUMBER, startTwilioHub, type TwilioHub } from '../twilio-cloud/twilio-hub.ts'
import { goOnline, PATIENCE_MS, see, seeNot, wrapUp } from './driver/people.ts'

/** The SDK's own chunk is far larger than our file that opens it. */
const SDK_BYTES = 50_000
let world: TwilioHub
let browser: Browser
let page: Page

beforeAll(async () => {
  world = await startTwilioHub()
  await world.hub.platform.db('queues').update({ offer_for_ms: PATIENCE_MS * 2 })
  browser = await openBrowser()
  page = await openPage(browser)
  const double = await readFile(new URL('./driver/line-double.page.js', import.meta.url), 'utf8')
  await page.exposeFunction('cloudConnect', async (token: string, params: Record<string, string>) => {
    const { sid } = await world.cloud.wish({ do: 'connect', token, params })
    return sid
  })
  await page.exposeFunction('cloudHangUp', (sid: string) => world.cloud.wish({ do: 'hang-up', sid }))
  await page.route('**/assets/twilio-*.js', async (route) => {
    // A connection kept alive may be closed by the server just as it is asked once more.
    const response = await route.fetch({ maxRetries: 3 })
    const body = await response.text()
    await route.fulfill({ response, body: body.length > SDK_BYTES ? double : body })
  })
})
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

type Line = { sid: string; muted: boolean }
const lines = (): Promise<Line[]> =>
  page.evaluate('(window.lines ?? []).map(({ sid, muted }) => ({ sid, muted }))')
const lastLine = async (): Promise<Line> => (await lines()).at(-1) as Line

it('rings without a line, opens it once answered, and follows the desk', async () => {
  const { cloud, hub } = world
  await goOnline(page, hub, 'agent')
  const { sid } = await cloud.wish({ do: 'ring', from: hub.company.client.phone, to: NUMBER })
  const client = sid as string
  await cloud.press(client, 'language-menu', '1')
  await cloud.press(client, 'topic-menu', '2')
  await see(page, '[data-offer]')
  // A line over the telephone network costs while it rings.
  expect(await lines()).toEqual([])
  await page.keyboard.press('Alt+KeyA')
  await see(page, '[data-call-bar]')
  await inRoom(world, client, ({ hold, others }) => !hold && others === 1)

  await page.keyboard.press('Alt+KeyM')
  await see(page, '[data-muted]')
  await eventually(async () => expect((await lastLine()).muted).toBe(true))
  await eventually(async () => {
    const { rooms } = await cloud.show()
    const agent = rooms.at(-1)?.participants.find(({ callSid }) => callSid !== client)
    expect(agent?.muted).toBe(true)
  }, PATIENCE_MS)
  await page.keyboard.press('Alt+KeyM')
  await seeNot(page, '[data-muted]')
  await page.keyboard.press('Alt+KeyH')
  await inRoom(world, client, ({ hold }) => hold)
  await see(page, '[data-held]')
  await page.keyboard.press('Alt+KeyH')
  await inRoom(world, client, ({ hold }) => !hold)
  await seeNot(page, '[data-held]')
  expect(await lines()).toHaveLength(1)
})

it('a line that drops is opened anew, and so is one after a reload: into the same talk', async () => {
  const { cloud } = world
  const client = (await cloud.show()).calls[0]?.sid as string
  await page.evaluate('window.lines.at(-1).disconnect()')
  await eventually(async () => expect(await lines()).toHaveLength(2), PATIENCE_MS)
  await inRoom(world, client, ({ hold, others }) => !hold && others === 1)
  const { sid } = await lastLine()
  await page.reload({ waitUntil: 'commit' })
  // The browser takes its line along.
  await cloud.wish({ do: 'hang-up', sid })
  await see(page, '[data-call-bar]')
  await eventually(async () => expect(await lines()).toHaveLength(1), PATIENCE_MS)
  await inRoom(world, client, ({ hold, others }) => !hold && others === 1)
})

it('hung up at the desk it ends for the client too, and the record has it', async () => {
  const { cloud, hub } = world
  const client = (await cloud.show()).calls[0]?.sid as string
  await page.keyboard.press('Alt+KeyE')
  await wrapUp(page)
  await eventually(async () => {
    const { calls } = await cloud.show()
    expect(calls.filter(({ status }) => status !== 'completed')).toEqual([])
  }, PATIENCE_MS)
  const { db } = hub.platform
  const call = await db('calls').where({ provider_ref: client }).first()
  expect(call).toMatchObject({ state: 'ended', end_reason: 'agent-hung-up' })
  await eventually(async () => {
    const { id } = await db('interactions').where({ call_id: call.id }).first()
    expect(await db('record_lines').where({ subject_id: id })).toMatchObject([{ outcome: 'handled' }])
    expect(await db('recordings').where({ interaction_id: id })).toMatchObject([{ state: 'done' }])
  }, PATIENCE_MS)
  expect(faultsOf.get(page)).toEqual([])
})
