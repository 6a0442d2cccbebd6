/** What the house has promised: some of it due today, some overdue, some done; of agents, of handlers and of queues. */
import type { Trx } from '#server/platform/database.ts'
import { type ResultCode, resultCodes, type TaskCause, type TaskKind } from '#shared/tasks/task.contract.ts'
import type { Contact, DemoEvent, TimelineRow } from './demo-rows.ts'
import type { House } from './make-organisation.ts'
import type { Random } from './random.ts'
import { correctives, followUps, results } from './task-texts.data.ts'
import type { ClaimStory } from './write-claim.ts'
import { type DemoTask, writeTasks } from './write-tasks.ts'

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000]
/** An agent's tasks are about those whom the agent has talked with lately. */
const RECENT = 40

/** Why a caller was promised a call. */
const PROMISED: TaskCause[] = ['queue-full', 'out-of-hours', 'longest-wait']

/** How a step inside the house comes out: nobody was called. */
const WITHOUT_CALL: ResultCode[] = ['done', 'not-needed']

type Moment = 'overdue' | 'today' | 'later' | 'done-today' | 'done-before'
/** What one agent or handler has. */
const USUAL: Moment[] = ['overdue', 'today', 'today', 'later', 'later', 'done-today', 'done-before']

export const makeTasks = async (
  trx: Trx,
  house: House,
  made: { contacts: Contact[]; claims: ClaimStory[] },
  random: Random,
  now: number,
): Promise<{ events: DemoEvent[]; timeline: TimelineRow[] }> => {
  const agents = Object.values(house.users).filter(({ user }) => user.role === 'agent')
  const handlers = Object.values(house.users).filter(({ user }) => user.role === 'claim-handler')
  return writeTasks(trx, [
    ...agents.flatMap((agent) => tasksOfAgent(random, agent, made.contacts, now)),
    ...handlers.flatMap((handler) => tasksOfHandler(random, handler, made.claims, now)),
    ...Object.values(house.queues).flatMap((queue) => tasksOfQueue(random, house, queue, made.contacts, now)),
  ])
}

type User = House['users'][string]

const tasksOfAgent = (random: Random, agent: User, contacts: Contact[], now: number): DemoTask[] => {
  const recent = contacts.filter(({ agentId }) => agentId === agent.id).slice(-RECENT)
  const { language } = agent.user
  return USUAL.map((moment) => {
    const contact = random.pick(recent)
    return {
      kind: 'follow-up',
      title: random.pick(followUps[language]),
      cause: null,
      client: contact.client,
      interactionId: contact.id,
      claimId: null,
      owner: agent,
      queueId: null,
      createdBy: agent.id,
      ...timesOf(random, moment, contact.at, now),
      ...endOf(random, moment, language),
    }
  })
}

/** Of their own claims that still owe an answer; a handler with none has none to correct. */
const tasksOfHandler = (random: Random, handler: User, claims: ClaimStory[], now: number): DemoTask[] => {
  const own = claims.filter(({ life }) => life.taken?.by.id === handler.id && life.state !== 'closed')
  const { language } = handler.user
  return own.length === 0
    ? []
    : USUAL.map((moment) => {
        const claim = random.pick(own)
        return {
          kind: 'corrective',
          title: random.pick(correctives[language]),
          cause: null,
          client: claim.contact.client,
          interactionId: null,
          claimId: claim.id,
          owner: handler,
          queueId: null,
          createdBy: handler.id,
          ...timesOf(random, moment, claim.openedAt, now),
          ...endOf(random, moment, language, WITHOUT_CALL),
        }
      })
}

/** Of each queue's last lost calls: one overdue, two due soon, one that an agent has begun. */
const tasksOfQueue = (
  random: Random,
  house: House,
  queue: House['queues'][string],
  contacts: Contact[],
  now: number,
): DemoTask[] => {
  const [code] = Object.entries(house.queues).find(([, { id }]) => id === queue.id) ?? ['']
  const lost = contacts.filter((one) => one.agentId === null && one.queueId === queue.id).slice(-4)
  const serving = Object.values(house.users).filter(
    ({ user }) => user.role === 'agent' && user.queues.includes(code),
  )
  return lost.map((contact, index) => {
    const kind: TaskKind = index % 2 === 0 ? 'missed' : 'callback'
    const moment: Moment = index === 0 ? 'overdue' : 'today'
    const owner = index === 3 && serving.length > 0 ? random.pick(serving) : null
    return {
      kind,
      title: '',
      cause: kind === 'missed' ? 'gave-up' : random.pick(PROMISED),
      client: contact.client,
      interactionId: contact.id,
      claimId: null,
      owner,
      queueId: queue.id,
      createdBy: null,
      ...timesOf(random, moment, contact.at, now),
      done: null,
    }
  })
}

/** Epoch ms. Nothing was promised before the talk it came from. */
const timesOf = (random: Random, moment: Moment, since: number, now: number) => {
  const from = (earliest: number) => Math.max(since + 10 * MINUTE_MS, earliest)
  const dueAt = {
    overdue: now - random.int(40, 600) * MINUTE_MS,
    today: now + random.int(20, 300) * MINUTE_MS,
    later: now + random.int(1, 6) * DAY_MS + random.int(0, 180) * MINUTE_MS,
    'done-today': now - random.int(5, 60) * MINUTE_MS,
    'done-before': now - random.int(1, 5) * DAY_MS,
  }[moment]
  const createdAt = Math.min(from(dueAt - random.int(4, 72) * HOUR_MS), now - 10 * MINUTE_MS)
  return { createdAt, dueAt: Math.max(dueAt, createdAt + MINUTE_MS) }
}

/** One in five is done a little late. */
const endOf = (
  random: Random,
  moment: Moment,
  language: 'ru' | 'en',
  codes: readonly ResultCode[] = resultCodes,
): Pick<DemoTask, 'done'> => {
  if (moment !== 'done-today' && moment !== 'done-before') return { done: null }
  const [resultCode, result] = random.pick(
    results[language].filter(([code]) => codes.includes(code as ResultCode)),
  )
  const afterDueMs = random.chance(0.2) ? random.int(1, 4) * MINUTE_MS : -random.int(1, 40) * MINUTE_MS
  return { done: { resultCode: resultCode as ResultCode, result, afterDueMs } }
}
