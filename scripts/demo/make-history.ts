/** A year of calls up to now: waits, the impatient, those who call again within days, and what was noted. */
import type { Trx } from '#server/platform/database.ts'
import { insertMany } from './bulk.ts'
import type { Contact, DemoEvent, TimelineRow } from './demo-rows.ts'
import { type CallStory, leadCall } from './lead-call.ts'
import type { DemoClient } from './make-clients.ts'
import type { House } from './make-organisation.ts'
import type { Random } from './random.ts'
import { callsOfDay, chooseClient } from './when-clients-call.ts'
import { type CallRows, writeCall } from './write-call.ts'

const DAYS = 365
/** What comes of a call, a claim or a deal, is made a little after it; of the newest it has been made too. */
const SETTLED_MS = 15 * 60_000

/** Who signs in at the demo begins their day with it: none of today's calls is theirs. */
const FRESH = ['agent', 'agent-en', 'handler']
const isFresh = (house: House, { talk }: CallStory): boolean =>
  FRESH.some((email) => house.users[email]?.id === talk?.agent.id)

export type History = { contacts: Contact[]; events: DemoEvent[]; timeline: TimelineRow[] }

export const makeHistory = async (
  trx: Trx,
  house: House,
  clients: DemoClient[],
  random: Random,
  now: number,
): Promise<History> => {
  const rows: CallRows = { calls: [], interactions: [], talks: [], notes: [], timeline: [], events: [] }
  const contacts: Contact[] = []
  const choose = chooseClient(clients, random)
  for (let daysAgo = DAYS; daysAgo >= 0; daysAgo -= 1) {
    for (const at of callsOfDay(random, daysAgo, now)) {
      const story = leadCall(house, random, { ...choose(contacts), at })
      if (story.closedAt > now - SETTLED_MS || (daysAgo === 0 && isFresh(house, story))) continue
      writeCall(house, random, story, rows)
      const { id, client, topic, queue, talk } = story
      contacts.push({ id, client, topic, queueId: queue.id, at, agentId: talk?.agent.id ?? null })
    }
  }
  await insertMany(trx, 'calls', rows.calls)
  await insertMany(trx, 'interactions', rows.interactions)
  await insertMany(trx, 'talks', rows.talks)
  await insertMany(trx, 'interaction_notes', rows.notes)
  return { contacts, events: rows.events, timeline: rows.timeline }
}
