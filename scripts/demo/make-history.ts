/**
 * A year of calls: by hours and weekdays as a contact centre has them, with waits, the impatient, those who call
 * again within days, and what was noted.
 */
import type { Trx } from '#server/platform/database.ts'
import { insertMany, iso } from './bulk.ts'
import type { DemoClient } from './make-clients.ts'
import type { House } from './make-organisation.ts'
import { noteTexts } from './names.data.ts'
import type { Random } from './random.ts'

export type DemoEvent = {
  at: string
  kind: string
  subject_kind: string
  subject_id: string
  actor_id: string | null
  data: unknown
}
export type TimelineRow = {
  client_id: string
  at: string
  kind: string
  subject_id: string
  owner_id: string | null
  summary: unknown
}
export type Contact = { id: string; client: DemoClient; topic: string; at: number; agentId: string | null }

const DAY_MS = 86_400_000
const CALLS_A_DAY = 62
const WEEKDAYS = [0.06, 1.25, 1.15, 1.05, 1, 0.9, 0.12]
/** Share of a day's calls by hour of Moscow: a morning peak, a smaller one after lunch. */
const HOURS = [
  [7, 1],
  [8, 4],
  [9, 11],
  [10, 15],
  [11, 14],
  [12, 9],
  [13, 8],
  [14, 11],
  [15, 11],
  [16, 9],
  [17, 5],
  [18, 2],
] as const
const TOPICS = [
  ['sales', 58],
  ['delivery', 24],
  ['claims', 18],
] as const
const MEAN_TALK_MS = { sales: 210_000, delivery: 150_000, claims: 280_000 }

type Rows = {
  calls: Row[]
  interactions: Row[]
  talks: Row[]
  notes: Row[]
  timeline: TimelineRow[]
  events: DemoEvent[]
}
type Row = Record<string, unknown>

export const makeHistory = async (
  trx: Trx,
  house: House,
  clients: DemoClient[],
  random: Random,
  now: number,
): Promise<{ contacts: Contact[]; events: DemoEvent[]; timeline: TimelineRow[] }> => {
  const rows: Rows = { calls: [], interactions: [], talks: [], notes: [], timeline: [], events: [] }
  const contacts: Contact[] = []
  const weighted = clients.map((client) => [client, client.weight] as const)
  for (let day = 365; day >= 1; day -= 1) {
    const midnight = now - (now % DAY_MS) - day * DAY_MS
    const weekday = new Date(midnight).getUTCDay()
    // Trade in metal rests in January and in summer.
    const season = 1 + 0.15 * Math.sin(((365 - day) / 365) * 2 * Math.PI)
    const calls = Math.round(CALLS_A_DAY * (WEEKDAYS[weekday] ?? 1) * season * (0.85 + random.next() * 0.3))
    for (let call = 0; call < calls; call += 1) {
      // Hours are Moscow's, three ahead of UTC.
      const at = midnight + (random.weighted(HOURS) - 3) * 3_600_000 + random.int(0, 3_599_999)
      const client = pickClient(weighted, random, contacts)
      const contact = addContact(
        house,
        random,
        client.client,
        client.topic ?? random.weighted(TOPICS),
        at,
        rows,
      )
      contacts.push(contact)
    }
  }
  await insertMany(trx, 'calls', rows.calls)
  await insertMany(trx, 'interactions', rows.interactions)
  await insertMany(trx, 'talks', rows.talks)
  await insertMany(trx, 'interaction_notes', rows.notes)
  return { contacts, events: rows.events, timeline: rows.timeline }
}

/** One call in eight is the same question again, within days. */
const pickClient = (
  weighted: (readonly [DemoClient, number])[],
  random: Random,
  contacts: Contact[],
): { client: DemoClient; topic: string | null } => {
  const recent = contacts.at(-random.int(1, 200))
  if (recent && random.chance(0.12)) return { client: recent.client, topic: recent.topic }
  // Weighted, without walking two thousand each time: take one at random and keep it as its weight allows.
  for (;;) {
    const [client, weight] = random.pick(weighted)
    if (random.chance(Math.min(1, weight / 3))) return { client, topic: null }
  }
}

const addContact = (
  house: House,
  random: Random,
  client: DemoClient,
  topic: string,
  at: number,
  rows: Rows,
): Contact => {
  const queue = queueOf(house, client.language, topic)
  const busy = [10, 11, 14, 15].includes(new Date(at + 3 * 3_600_000).getUTCHours()) ? 2.2 : 1
  const waitMs = Math.round(random.exponential(9_000 * busy))
  const patienceMs = random.exponential(240_000)
  const queuedAt = at + random.int(12_000, 25_000)
  const abandoned = patienceMs < waitMs
  const agent = abandoned ? null : agentFor(house, random, client, queue.code)
  const talkMs = agent
    ? Math.round(20_000 + random.exponential(MEAN_TALK_MS[topic as 'sales'] ?? 180_000))
    : null
  const answeredAt = agent ? queuedAt + waitMs : null
  const talkEndedAt = answeredAt !== null && talkMs !== null ? answeredAt + talkMs : null
  const wrapUpMs = agent ? Math.round(8_000 + random.exponential(25_000)) : null
  const closedAt =
    talkEndedAt !== null && wrapUpMs !== null ? talkEndedAt + wrapUpMs : queuedAt + Math.round(patienceMs)
  const holdMs = agent && random.chance(0.18) ? Math.round(random.exponential(35_000)) : 0
  const disposition = agent ? random.weighted(dispositionsOf(topic)) : null
  const note = agent && random.chance(0.45) ? random.pick(noteTexts[client.language]) : null
  const id = random.uuid()
  const callId = random.uuid()
  const outcome = abandoned ? 'abandoned' : 'handled'
  rows.calls.push({
    id: callId,
    provider: 'demo',
    provider_ref: id,
    direction: 'inbound',
    state: 'ended',
    caller: client.phone,
    verified: true,
    language: client.language,
    flow_data: {},
    flow_turn: 0,
    created_at: iso(at),
    live_at: iso(at),
    ended_at: iso(talkEndedAt ?? closedAt),
    end_reason: abandoned ? 'client-hung-up' : random.pick(['client-hung-up', 'agent-hung-up']),
  })
  rows.interactions.push({
    id,
    channel: 'call',
    direction: 'inbound',
    state: 'closed',
    outcome,
    call_id: callId,
    client_id: client.id,
    person_id: client.personId,
    market_id: client.marketId,
    address: client.phone,
    verified: true,
    language: client.language,
    topic,
    queue_id: queue.id,
    priority: 0,
    agent_id: agent?.id ?? null,
    arrived_at: iso(at),
    queued_at: iso(queuedAt),
    estimate_ms: Math.round(waitMs * (0.6 + random.next() * 0.9)),
    answered_at: answeredAt === null ? null : iso(answeredAt),
    talk_ended_at: talkEndedAt === null ? null : iso(talkEndedAt),
    closed_at: iso(closedAt),
    hold_ms: holdMs,
    disposition_id: disposition ? house.dispositions[disposition]?.id : null,
    version: 1,
  })
  if (agent && answeredAt !== null && talkEndedAt !== null) {
    rows.talks.push({
      id: random.uuid(),
      interaction_id: id,
      user_id: agent.id,
      from_at: iso(answeredAt),
      to_at: iso(talkEndedAt),
      hold_ms: holdMs,
      wrap_up_ms: wrapUpMs,
      end_reason: 'hung-up',
    })
    if (note)
      rows.notes.push({
        interaction_id: id,
        author_id: agent.id,
        text: note,
        updated_at: iso(talkEndedAt),
        version: 1,
      })
  }
  rows.timeline.push({
    client_id: client.id,
    at: iso(at),
    kind: 'interaction',
    subject_id: id,
    owner_id: agent?.id ?? null,
    summary: {
      channel: 'call',
      direction: 'inbound',
      state: 'closed',
      outcome,
      topic,
      language: client.language,
      agentName: agent?.name ?? null,
      queueRu: queue.nameRu,
      queueEn: queue.nameEn,
      disposition,
      dispositionRu: disposition ? (house.dispositions[disposition]?.nameRu ?? null) : null,
      dispositionEn: disposition ? (house.dispositions[disposition]?.nameEn ?? null) : null,
      waitMs: (answeredAt ?? closedAt) - queuedAt,
      talkMs,
      note,
    },
  })
  rows.events.push({
    at: iso(closedAt),
    kind: 'interaction.closed',
    subject_kind: 'interaction',
    subject_id: id,
    actor_id: agent?.id ?? null,
    data: {
      callId,
      outcome,
      channel: 'call',
      direction: 'inbound',
      clientId: client.id,
      agentId: agent?.id ?? null,
      departmentId: agent?.departmentId ?? null,
      marketId: client.marketId,
      queueId: queue.id,
      topic,
      language: client.language,
      dispositionCode: disposition,
      country: client.country,
      region: client.region,
      industry: client.industry,
      source: client.source,
      arrivedAt: at,
      queuedAt,
      answeredAt,
      talkEndedAt,
      closedAt,
      waitMs: (answeredAt ?? closedAt) - queuedAt,
      talkMs,
      holdMs,
      wrapUpMs,
      estimateMs: null,
    },
  })
  return { id, client, topic, at, agentId: agent?.id ?? null }
}

const queueOf = (house: House, language: 'ru' | 'en', topic: string) => {
  const code = topic === 'delivery' ? 'delivery' : `${topic}-${language}`
  return { code, ...(house.queues[code] as House['queues'][string]) }
}

const agentFor = (house: House, random: Random, client: DemoClient, queueCode: string) => {
  const serving = Object.values(house.users).filter(
    ({ user }) => user.queues.includes(queueCode) && ['agent', 'claim-handler'].includes(user.role),
  )
  const own = serving.find((one) => one.id === client.managerId)
  return own && random.chance(0.55) ? own : random.pick(serving)
}

const dispositionsOf = (topic: string) =>
  topic === 'claims'
    ? ([
        ['claim', 5],
        ['resolved', 3],
        ['call-back', 2],
      ] as const)
    : topic === 'delivery'
      ? ([
          ['resolved', 6],
          ['information', 3],
          ['call-back', 1],
        ] as const)
      : ([
          ['quote', 5],
          ['resolved', 2],
          ['information', 2],
          ['call-back', 2],
          ['wrong-number', 0.3],
        ] as const)
