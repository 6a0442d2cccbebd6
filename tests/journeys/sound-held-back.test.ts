/** An agent's page is reloaded in a talk and its browser plays nothing: the client hears music until any key is pressed. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closePages } from '../harness/browser.ts'
import { eventually, type Hub } from '../harness/hub.ts'
import { answer, callStateIs, dialStraightTo, goOnline, see, seeNot, startJourney } from './driver/people.ts'
import { AGENT_HZ, CLIENT_HZ, expectMusic, expectToHear, openSpeaker, type Speaker } from './driver/sound.ts'

let hub: Hub
let clients: Speaker
let agents: Speaker
const pages: Page[] = []

/**
 * A browser's policy: nothing is played before a key or a click. A test's own look into the page counts as one for the
 * browser, so the policy is put in place here; it holds from the next load on.
 */
const POLICY = `{
  const { play } = HTMLMediaElement.prototype
  let acted = !sessionStorage.getItem('held-back')
  for (const kind of ['keydown', 'pointerdown'])
    addEventListener(kind, (event) => { acted ||= event.isTrusted }, { capture: true })
  HTMLMediaElement.prototype.play = function () {
    return acted ? play.call(this) : Promise.reject(new DOMException('not before a gesture', 'NotAllowedError'))
  }
  sessionStorage.setItem('held-back', 'from the next load on')
}`

beforeAll(async () => {
  hub = await startJourney()
  clients = await openSpeaker(CLIENT_HZ)
  agents = await openSpeaker(AGENT_HZ)
})
afterEach(() => closePages(pages))
afterAll(async () => {
  await clients?.close()
  await agents?.close()
  await hub?.stop()
})

test('the client waits with music for an agent who cannot hear, and one bare key goes on, and does nothing else', async () => {
  const agent = await agents.page()
  await agent.addInitScript(POLICY)
  const client = await clients.page({ size: { width: 390, height: 844 } })
  pages.push(agent, client)
  await goOnline(agent, hub, 'agent')
  await dialStraightTo(client, hub, 'sales', { phone: hub.company.client.phone, language: 'ru' })
  await answer(agent, client)
  await expectToHear(client, { hears: [AGENT_HZ] })

  await agent.reload()
  await see(agent, '[data-sound-blocked]')
  await callStateIs(client, 'hold')
  await expectMusic(client, [AGENT_HZ])
  const { db } = hub.platform
  const deaf = async () => (await db('legs').where({ side: 'agent' }).first()).deaf
  expect(await deaf()).toBe(true)

  // The list of shortcuts has this key at other times.
  await agent.keyboard.press('?')
  await seeNot(agent, '[data-sound-blocked]')
  await callStateIs(client, 'talking')
  await Promise.all([
    expectToHear(client, { hears: [AGENT_HZ], not: [CLIENT_HZ] }),
    expectToHear(agent, { hears: [CLIENT_HZ], not: [AGENT_HZ] }),
  ])
  expect(await agent.getByRole('dialog').count()).toBe(0)
  await eventually(async () => expect(await deaf()).toBe(false))
}, 120_000)
