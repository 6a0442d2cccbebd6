/**
 * `decide` against a sort of both its lists, in the same process: DESIGN "Measures" wants ≤ 20 × at 7,500 agents and
 * 5,000 waiting, and no quadratic growth. Runs by itself too: npx tsx bench/decide.bench.ts
 */
import { fileURLToPath } from 'node:url'
import { type AgentFacts, decide, type QueueRules, type WaitingInteraction } from '#shared/routing/decide.ts'

export const DECIDE_TARGET = 20
const AGENTS = 7_500
const WAITING = 5_000
const NOW = 1_800_000_000_000
const MINUTE = 60_000

const floors = {
  /** Most agents are busy or away, needs are the queues': what a large hub looks like at a bad hour. */
  'busy hour': { free: 0.2, ownNeeds: false, capacity: 1 },
  'everyone free': { free: 1, ownNeeds: false, capacity: 1 },
  'chats, capacity 4': { free: 0.6, ownNeeds: false, capacity: 4 },
  /** No two interactions ask for the same: nothing can be shared between them. */
  'needs all different': { free: 0.2, ownNeeds: true, capacity: 1 },
} as const
type FloorName = keyof typeof floors

const dice = (seed: number) => {
  let state = seed
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  return { share: next, below: (n: number) => Math.floor(next() * n) }
}

const hub = (size: number, name: FloorName) => {
  const { free, ownNeeds, capacity } = floors[name]
  const { share, below } = dice(7)
  const skills = Array.from({ length: 12 }, (_, at) => `skill-${at}`)
  const queues = Array.from(
    { length: 40 },
    (_, at): QueueRules => ({
      id: `queue-${at}`,
      priority: below(10),
      ageingPerMinute: 1,
      pick: at % 2 === 0 ? 'longest-idle' : 'least-occupied',
      preferredForMs: 20_000,
      offerForMs: 20_000,
    }),
  )
  const some = <T>(list: readonly T[], count: number) =>
    Array.from({ length: count }, () => list[below(list.length)]!)
  const needOf = (skill: string, level: number) => ({
    skill,
    rings: [0, 1, 2].map((ring) => ({ afterMs: ring * MINUTE, minLevel: Math.max(0, level - 3 * ring) })),
  })
  const queueNeeds = queues.map(() => some(skills, 2).map((skill) => needOf(skill, 5 + below(5))))
  const agents = Array.from(
    { length: AGENTS * size },
    (_, at): AgentFacts => ({
      id: `agent-${String(below(1e9)).padStart(9, '0')}-${at}`,
      queueIds: [...new Set(some(queues, 1 + below(4)).map(({ id }) => id))],
      skills: Object.fromEntries(some(skills, 4).map((skill) => [skill, 1 + below(10)])),
      presence: share() < 0.9 ? 'available' : 'away',
      reachable: true,
      capacityLeft: share() < free ? capacity : 0,
      idleSince: NOW - below(30 * MINUTE),
      occupancy: share(),
    }),
  )
  const waiting = Array.from({ length: WAITING * size }, (_, at): WaitingInteraction => {
    const queue = below(queues.length)
    const asked = below(agents.length)
    const wish = { agentId: agents[asked]!.id, why: 'last-agent' as const, untilMs: NOW + 10_000 }
    const needs = ownNeeds ? some(skills, 3).map((skill) => needOf(skill, 1 + below(10))) : queueNeeds[queue]!
    return {
      id: `call-${String(below(1e9)).padStart(9, '0')}-${at}`,
      queueId: queues[queue]!.id,
      queuedAt: NOW - below(10 * MINUTE),
      priority: below(20) === 0 ? 10 : 0,
      needs,
      preferred: below(4) === 0 ? [wish] : [],
      barred: below(10) === 0 ? [{ agentId: wish.agentId, untilMs: NOW + MINUTE, why: 'declined' }] : [],
    }
  })
  return { waiting, agents, queues }
}

type Hub = ReturnType<typeof hub>

/** By the keys that routing orders by, ages computed beforehand. */
const sortBoth = ({ waiting, agents }: Hub): void => {
  const keyed = waiting.map((one) => ({ one, urgency: one.priority + (NOW - one.queuedAt) / MINUTE }))
  keyed.sort(
    (a, b) => b.urgency - a.urgency || a.one.queuedAt - b.one.queuedAt || (a.one.id < b.one.id ? -1 : 1),
  )
  ;[...agents].sort((a, b) => a.idleSince - b.idleSince || (a.id < b.id ? -1 : 1))
}

/** Processor time, ms: other work on the machine is not counted. Taken in turns, so that both meet the same weather. */
const medians = (runs: (() => void)[], times: number): number[] => {
  const took = runs.map((): number[] => [])
  for (let turn = -2; turn < times; turn += 1) {
    for (const [at, run] of runs.entries()) {
      const from = process.cpuUsage()
      run()
      const { user, system } = process.cpuUsage(from)
      if (turn >= 0) took[at]!.push((user + system) / 1_000)
    }
  }
  return took.map((list) => list.sort((a, b) => a - b)[Math.floor(times / 2)]!)
}

export type DecideMeasure = {
  floor: FloorName
  size: number
  offers: number
  sortMs: number
  decideMs: number
  /** decide ÷ sort. */
  ratio: number
}

export const measureDecide = (): DecideMeasure[] =>
  (Object.keys(floors) as FloorName[]).flatMap((floor) =>
    [1, 2, 4].map((size) => {
      const given = hub(size, floor)
      const offers = decide(given.waiting, given.agents, given.queues, NOW).offers.length
      const [sortMs, decideMs] = medians(
        [() => sortBoth(given), () => decide(given.waiting, given.agents, given.queues, NOW)],
        9,
      ) as [number, number]
      return { floor, size, offers, sortMs, decideMs, ratio: decideMs / sortMs }
    }),
  )

export const benchDecide = (): string[] => {
  const measures = measureDecide()
  const lines = measures.map(
    ({ floor, size, offers, sortMs, decideMs, ratio }) =>
      `${floor.padEnd(20)} ${AGENTS * size} agents, ${WAITING * size} waiting, ${offers} offers: ` +
      `decide ${decideMs.toFixed(1)} ms, sort ${sortMs.toFixed(1)} ms, ratio ${ratio.toFixed(1)}`,
  )
  const worst = Math.max(...measures.filter(({ size }) => size === 1).map(({ ratio }) => ratio))
  const growth = (Object.keys(floors) as FloorName[]).map((floor) => {
    const [one, , four] = measures.filter((measure) => measure.floor === floor)
    return `${floor} × ${(four!.decideMs / one!.decideMs).toFixed(1)}`
  })
  return [
    ...lines,
    `time at 4 × the size (linear 4, quadratic 16): ${growth.join(', ')}`,
    `worst ratio at 1 ×: ${worst.toFixed(1)}, target ≤ ${DECIDE_TARGET}: ${worst <= DECIDE_TARGET ? 'met' : 'MISSED'}`,
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const line of benchDecide()) process.stdout.write(`${line}\n`)
}
