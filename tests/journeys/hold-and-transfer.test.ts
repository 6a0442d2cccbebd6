/** What happens inside a call: mute, hold, a colleague asked and the client handed over, a reload on either side. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closePages, signInAs } from '../harness/browser.ts'
import { eventually, type Hub } from '../harness/hub.ts'
import {
  answer,
  becomeAvailable,
  callStateIs,
  dialStraightTo,
  goOnline,
  openCard,
  reloadDuring,
  see,
  seeNot,
  setLanguageOf,
  startJourney,
  textOf,
  wrapUp,
} from './driver/people.ts'
import {
  AGENT_HZ,
  CLIENT_HZ,
  COLLEAGUE_HZ,
  expectMusic,
  expectRecorded,
  expectSilence,
  expectToHear,
  openSpeaker,
  type Speaker,
} from './driver/sound.ts'

let hub: Hub
let speakers: Speaker[] = []
const pages: Page[] = []

beforeAll(async () => {
  const [started, ...opened] = await Promise.all([
    startJourney(),
    openSpeaker(CLIENT_HZ),
    openSpeaker(AGENT_HZ),
    openSpeaker(COLLEAGUE_HZ),
  ])
  hub = started
  speakers = opened
})
afterEach(() => closePages(pages))
afterAll(async () => {
  await Promise.all(speakers.map((speaker) => speaker.close()))
  await hub?.stop()
})

const WORDS = {
  ru: {
    askFirst: 'Спросить сначала',
    advice: 'Коллега просит совета',
    from: 'От: agent name',
    ended: 'Вы завершили звонок.',
    outcome: 'обслужен',
  },
  en: {
    askFirst: 'Ask first',
    advice: 'A colleague asks for advice',
    from: 'From: agent name',
    ended: 'You ended the call.',
    outcome: 'handled',
  },
} as const
type Words = (typeof WORDS)['ru' | 'en']

test.each(['ru', 'en'] as const)(
  'mute, hold, a warm transfer, reloads, and all of it on the record, in %s',
  async (language) => {
    for (const name of ['agent', 'agent3'] as const) await setLanguageOf(hub, name, language)
    const [client, agent, colleague] = (await Promise.all([
      speakers[0]?.page({ language, size: { width: 390, height: 844 } }),
      speakers[1]?.page({ language }),
      speakers[2]?.page({ language }),
    ])) as [Page, Page, Page]
    pages.push(client, agent, colleague)
    await Promise.all([goOnline(agent, hub, 'agent'), signInAs(colleague, hub.url, 'agent3', '/desk')])
    await dialStraightTo(client, hub, 'sales', { phone: hub.company.client.phone, language })
    await answer(agent, client)
    await hearEachOther([client, CLIENT_HZ], [agent, AGENT_HZ])

    await muteAndHold(agent, client)
    await becomeAvailable(colleague)
    await handOver(agent, colleague, client, WORDS[language])
    await reloadBoth(colleague, client)

    await client.locator('[data-hang-up]').click()
    await callStateIs(client, 'ended')
    expect(await textOf(client, 'main')).toContain(WORDS[language].ended)
    await wrapUp(colleague)
    await readTheRecord(colleague, WORDS[language])
  },
  300_000,
)

type Voice = readonly [page: Page, hz: number]
/** Each hears the other's tone and not its own; neither hears those who have left or wait. */
const hearEachOther = ([one, oneHz]: Voice, [two, twoHz]: Voice, ...not: number[]) =>
  Promise.all([
    expectToHear(one, { hears: [twoHz], not: [oneHz, ...not] }),
    expectToHear(two, { hears: [oneHz], not: [twoHz, ...not] }),
  ])

const muteAndHold = async (agent: Page, client: Page): Promise<void> => {
  await agent.keyboard.press('Alt+KeyM')
  await see(agent, '[data-muted]')
  await expectSilence(client, [AGENT_HZ])
  await expectToHear(agent, { hears: [CLIENT_HZ] })
  await agent.keyboard.press('Alt+KeyM')
  await expectToHear(client, { hears: [AGENT_HZ] })

  await agent.keyboard.press('Alt+KeyH')
  await callStateIs(client, 'hold')
  await see(agent, '[data-held]')
  await Promise.all([expectMusic(client, [AGENT_HZ]), expectSilence(agent, [CLIENT_HZ])])
  await agent.keyboard.press('Alt+KeyH')
  await callStateIs(client, 'talking')
  await hearEachOther([client, CLIENT_HZ], [agent, AGENT_HZ])
}

/** The colleague is asked while the client hears music, then takes the client over. */
const handOver = async (agent: Page, colleague: Page, client: Page, words: Words): Promise<void> => {
  await agent.keyboard.press('Alt+KeyT')
  const row = agent.getByRole('dialog').getByRole('listitem').filter({ hasText: 'agent3 name' })
  await row.getByRole('button', { name: words.askFirst }).click()
  await see(colleague, '[data-offer]')
  const offer = await textOf(colleague, '[data-offer]')
  for (const told of [words.advice, words.from, 'Сталь-Сервис']) expect(offer).toContain(told)
  await colleague.keyboard.press('Alt+KeyA')
  await see(agent, '[data-consult-state=talking]')
  await Promise.all([
    hearEachOther([agent, AGENT_HZ], [colleague, COLLEAGUE_HZ], CLIENT_HZ),
    expectMusic(client, [AGENT_HZ, COLLEAGUE_HZ]),
  ])

  await agent.keyboard.press('Alt+Enter')
  await hearEachOther([client, CLIENT_HZ], [colleague, COLLEAGUE_HZ], AGENT_HZ)
  await see(agent, '[data-wrap-up]')
  await agent.keyboard.press('Alt+KeyF')
  await see(agent, '[data-presence][data-activity=available]')
}

/** Whoever stays hears a tone while the other's page comes back, then the voice again. */
const reloadBoth = async (agent: Page, client: Page): Promise<void> => {
  const voices = [
    [client, CLIENT_HZ],
    [agent, COLLEAGUE_HZ],
  ] as const
  await reloadDuring(agent, () => expectMusic(client, [COLLEAGUE_HZ]))
  await see(agent, '[data-call-bar]')
  await hearEachOther(...voices)
  await reloadDuring(client, async () => {
    await see(agent, '[data-client-lost]')
    await expectMusic(agent, [CLIENT_HZ])
  })
  await callStateIs(client, 'talking')
  await hearEachOther(...voices)
  await seeNot(agent, '[data-client-lost]')
}

/** The card has the call with both talks and both voices, the sales record its one line. */
const readTheRecord = async (page: Page, words: Words): Promise<void> => {
  const line = await openCard(page, '4951234567', 'Сталь-Сервис')
  await eventually(async () => expect(await line.innerText()).toContain(words.outcome))
  await line.getByRole('link').click()
  await see(page, '[data-recording]')
  const told = await textOf(page, '[data-interaction]')
  for (const wanted of ['agent name', 'agent3 name']) expect(told).toContain(wanted)
  await expectRecorded(page, { left: [AGENT_HZ, COLLEAGUE_HZ], right: [CLIENT_HZ] })

  const { db } = hub.platform
  const interactionId = new URL(page.url()).pathname.split('/').at(-1)
  const talks = await db('talks').where({ interaction_id: interactionId }).orderBy('from_at')
  expect(talks.map((talk) => [talk.user_id, talk.end_reason])).toEqual([
    [hub.company.users.agent, 'transferred'],
    [hub.company.users.agent3, 'client-hung-up'],
  ])
  await eventually(async () => {
    const lines = await db('record_lines').where({ subject_id: interactionId })
    expect(lines.map((one) => one.outcome)).toEqual(['handled'])
  })
}
