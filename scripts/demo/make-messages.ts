/** After some of the year's talks the agent wrote, and the client answered: conversations on the cards, long over. */
import type { Trx } from '#server/platform/database.ts'
import { interactionClosed } from '#shared/interactions/interaction.events.ts'
import { insertMany, iso } from './bulk.ts'
import type { Contact, DemoEvent, Row, TimelineRow } from './demo-rows.ts'
import type { House } from './make-organisation.ts'
import { messagePairs } from './message-texts.data.ts'
import { createRandom, type Random } from './random.ts'

/** Of its own: what else is made up stays as it was. */
const SEED = 84
/** After each so many talks. */
const EVERY = 40
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Nobody's: no subscriber's number begins with a nought. */
const NUMBER = '+74950000010'

type Agent = House['users'][string]
type Exchange = {
  id: string
  contact: Contact
  agent: Agent
  at: number
  answeredAt: number
  texts: readonly string[]
}
type Made = { timeline: TimelineRow[]; events: DemoEvent[] }

export const makeMessages = async (
  trx: Trx,
  house: House,
  contacts: Contact[],
  now: number,
): Promise<Made> => {
  const random = createRandom(SEED)
  const agents = new Map(Object.values(house.users).map((user) => [user.id, user]))
  const exchanges = contacts.flatMap((contact, index) => {
    const agent = agents.get(contact.agentId ?? '')
    if (index % EVERY !== 0 || !agent) return []
    const exchange = exchangeAfter(random, contact, agent)
    return exchange.answeredAt + DAY_MS < now ? [exchange] : []
  })
  await insertMany(trx, 'interactions', exchanges.map(interactionRow))
  await insertMany(trx, 'conversations', exchanges.map(conversationRow))
  await insertMany(
    trx,
    'messages',
    exchanges.flatMap((one) => messageRows(random, one)),
  )
  return { timeline: exchanges.map(timelineRow), events: exchanges.map(closedEvent) }
}

const exchangeAfter = (random: Random, contact: Contact, agent: Agent): Exchange => {
  const at = contact.at + random.int(20, 180) * MINUTE_MS
  const pairs = messagePairs[contact.client.language]
  return {
    id: random.uuid(),
    contact,
    agent,
    at,
    answeredAt: at + random.int(2, 90) * MINUTE_MS,
    texts: random.pick(pairs[contact.topic] ?? pairs.sales ?? []),
  }
}

const interactionRow = ({ id, contact: { client }, agent, at, answeredAt }: Exchange): Row => ({
  id,
  channel: 'sms',
  direction: 'outbound',
  state: 'closed',
  outcome: 'handled',
  client_id: client.id,
  person_id: client.personId,
  market_id: client.marketId,
  address: client.phone,
  verified: true,
  language: client.language,
  agent_id: agent.id,
  arrived_at: iso(at),
  closed_at: iso(answeredAt + DAY_MS),
})

const conversationRow = ({ id, contact, answeredAt }: Exchange): Row => ({
  interaction_id: id,
  address: contact.client.phone,
  number: NUMBER,
  last_at: iso(answeredAt),
  open: false,
})

const messageRows = (random: Random, { id, agent, at, answeredAt, texts }: Exchange): Row[] => {
  const row = (text: string | undefined, writtenAt: number, author: string | null) => ({
    id: random.uuid(),
    interaction_id: id,
    direction: author ? 'outbound' : 'inbound',
    state: author ? 'delivered' : 'received',
    text: text ?? '',
    author_id: author,
    provider: 'demo',
    provider_ref: random.uuid(),
    at: iso(writtenAt),
    changed_at: iso(writtenAt),
  })
  return [row(texts[0], at, agent.id), row(texts[1], answeredAt, null)]
}

const timelineRow = ({ id, contact: { client }, agent, at, texts }: Exchange): TimelineRow => ({
  client_id: client.id,
  at: iso(at),
  kind: 'interaction',
  subject_id: id,
  owner_id: agent.id,
  summary: {
    channel: 'sms',
    direction: 'outbound',
    state: 'closed',
    outcome: 'handled',
    language: client.language,
    agentName: agent.name,
    note: texts[1] ?? null,
    messages: 2,
    messageState: 'received',
  },
})

const closedEvent = ({ id, contact: { client }, agent, at, answeredAt }: Exchange): DemoEvent => ({
  at: iso(answeredAt + DAY_MS),
  kind: interactionClosed.kind,
  subject_kind: interactionClosed.subject,
  subject_id: id,
  actor_id: null,
  data: {
    callId: null,
    outcome: 'handled',
    channel: 'sms',
    direction: 'outbound',
    clientId: client.id,
    agentId: agent.id,
    departmentId: agent.departmentId,
    marketId: client.marketId,
    queueId: null,
    topic: null,
    language: client.language,
    dispositionCode: null,
    country: client.country,
    region: client.region,
    industry: client.industry,
    source: client.source,
    arrivedAt: at,
    queuedAt: null,
    answeredAt: null,
    talkEndedAt: null,
    closedAt: answeredAt + DAY_MS,
    waitMs: null,
    talkMs: null,
    holdMs: 0,
    wrapUpMs: null,
    estimateMs: null,
  },
})
