/** How one call of the demo went: who answered after how long, how long they talked, and what came of it. */
import type { DemoClient } from './make-clients.ts'
import type { House } from './make-organisation.ts'
import { noteTexts } from './names.data.ts'
import type { Random } from './random.ts'

const MEAN_TALK_MS = { sales: 210_000, delivery: 150_000, claims: 280_000 }

type Agent = House['users'][string]
export type CallStory = {
  id: string
  callId: string
  client: DemoClient
  topic: string
  queue: House['queues'][string]
  at: number
  queuedAt: number
  /** Null: the client gave up. */
  talk: {
    agent: Agent
    answeredAt: number
    endedAt: number
    talkMs: number
    holdMs: number
    wrapUpMs: number
    disposition: string
    note: string | null
  } | null
  estimateMs: number
  closedAt: number
}

export const leadCall = (
  house: House,
  random: Random,
  wish: { client: DemoClient; topic: string; at: number },
): CallStory => {
  const { client, topic, at } = wish
  const queue = queueOf(house, client.language, topic)
  const busy = [10, 11, 14, 15].includes(new Date(at + 3 * 3_600_000).getUTCHours()) ? 2.2 : 1
  const waitMs = Math.round(random.exponential(9_000 * busy))
  const patienceMs = Math.round(random.exponential(240_000))
  const queuedAt = at + random.int(12_000, 25_000)
  const talk = patienceMs < waitMs ? null : talkOf(house, random, wish, queue.code, queuedAt + waitMs)
  return {
    id: random.uuid(),
    callId: random.uuid(),
    client,
    topic,
    queue,
    at,
    queuedAt,
    talk,
    estimateMs: Math.round(waitMs * (0.6 + random.next() * 0.9)),
    closedAt: talk ? talk.endedAt + talk.wrapUpMs : queuedAt + patienceMs,
  }
}

const talkOf = (
  house: House,
  random: Random,
  { client, topic }: { client: DemoClient; topic: string },
  queueCode: string,
  answeredAt: number,
): NonNullable<CallStory['talk']> => {
  const agent = agentFor(house, random, client, queueCode)
  const talkMs = Math.round(20_000 + random.exponential(MEAN_TALK_MS[topic as 'sales'] ?? 180_000))
  return {
    agent,
    answeredAt,
    endedAt: answeredAt + talkMs,
    talkMs,
    holdMs: random.chance(0.18) ? Math.min(talkMs, Math.round(random.exponential(35_000))) : 0,
    wrapUpMs: Math.round(8_000 + random.exponential(25_000)),
    disposition: random.weighted(dispositionsOf(topic)),
    note: random.chance(0.45) ? random.pick(noteTexts[client.language]) : null,
  }
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
