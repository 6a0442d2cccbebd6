/** Random floors and queues for the property tests: small enough that agents are scarce and rules meet each other. */
import fc from 'fast-check'
import type { AgentFacts, Bar, Preference, QueueRules, SkillNeed, WaitingInteraction } from './facts.ts'

export const NOW = 1_800_000_000_000
const MINUTE = 60_000
const QUEUES = ['q1', 'q2', 'q3']
const SKILLS = ['english', 'steel', 'constructor']

const around = fc.integer({ min: -10, max: 10 }).map((minutes) => NOW + minutes * MINUTE)
/** Some of a small floor: those whom bars and preferences name. */
const agentId = fc.integer({ min: 0, max: 8 }).map((at) => `a${at}`)

const need: fc.Arbitrary<SkillNeed> = fc.record({
  skill: fc.constantFrom(...SKILLS),
  rings: fc
    .array(
      fc.record({ afterMs: fc.integer({ min: 0, max: 12 }), minLevel: fc.integer({ min: 0, max: 10 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((rings) =>
      rings
        .map((ring) => ({ ...ring, afterMs: ring.afterMs * MINUTE }))
        .sort((a, b) => a.afterMs - b.afterMs),
    ),
})
const preference: fc.Arbitrary<Preference> = fc.record({
  agentId,
  why: fc.constantFrom('manager' as const, 'last-agent' as const),
  untilMs: around,
})
const bar: fc.Arbitrary<Bar> = fc.record({
  agentId,
  untilMs: around,
  why: fc.constantFrom('declined' as const, 'no-answer' as const, 'transferred-from' as const),
})

const interaction = fc.record(
  {
    queueId: fc.constantFrom(...QUEUES),
    queuedAt: fc.integer({ min: 0, max: 15 }).map((minutes) => NOW - minutes * MINUTE),
    priority: fc.integer({ min: -3, max: 3 }),
    needs: fc.array(need, { maxLength: 2 }),
    preferred: fc.array(preference, { maxLength: 2 }),
    barred: fc.array(bar, { maxLength: 3 }),
    onlyAgentId: fc.option(agentId, { freq: 6, nil: undefined }),
  },
  { requiredKeys: ['queueId', 'queuedAt', 'priority', 'needs', 'preferred', 'barred'] },
)
const waitingList = (size: fc.ArrayConstraints): fc.Arbitrary<WaitingInteraction[]> =>
  fc.array(interaction, size).map((list) =>
    list.map(({ onlyAgentId, ...rest }, at) => ({
      ...rest,
      id: `i${at}`,
      ...(onlyAgentId !== undefined && { onlyAgentId }),
    })),
  )

const agent = fc.record({
  queueIds: fc.uniqueArray(fc.constantFrom(...QUEUES), { maxLength: 3 }),
  skills: fc.dictionary(fc.constantFrom(...SKILLS), fc.integer({ min: 1, max: 10 }), { maxKeys: 3 }),
  presence: fc.constantFrom('available' as const, 'available' as const, 'away' as const, 'offline' as const),
  reachable: fc.integer({ min: 0, max: 5 }).map((roll) => roll > 0),
  capacityLeft: fc.integer({ min: 0, max: 3 }),
  idleSince: fc.integer({ min: 0, max: 4 }).map((minutes) => NOW - minutes * MINUTE),
  occupancy: fc.integer({ min: 0, max: 4 }).map((quarter) => quarter / 4),
})
const agentList = (size: fc.ArrayConstraints): fc.Arbitrary<AgentFacts[]> =>
  fc.array(agent, size).map((list) => list.map((one, at) => ({ ...one, id: `a${at}` })))

const queueList: fc.Arbitrary<QueueRules[]> = fc
  .array(
    fc.record({
      priority: fc.integer({ min: 0, max: 5 }),
      ageingPerMinute: fc.constantFrom(0.5, 1, 2),
      pick: fc.constantFrom('longest-idle' as const, 'least-occupied' as const),
      preferredForMs: fc.constantFrom(0, 2 * MINUTE, 30 * MINUTE),
      offerForMs: fc.constant(20_000),
    }),
    // Sometimes fewer than are waited in: a queue that was just closed.
    { minLength: 2, maxLength: QUEUES.length },
  )
  .map((list) => list.map((one, at) => ({ ...one, id: QUEUES[at]! })))

export const situation = fc.record({
  waiting: waitingList({ maxLength: 14 }),
  agents: agentList({ maxLength: 9 }),
  queues: queueList,
})
/** Enough agents in a queue for several words of the index. */
export const crowd = fc.record({
  waiting: waitingList({ minLength: 200, maxLength: 350, size: 'max' }),
  agents: agentList({ minLength: 250, maxLength: 300, size: 'max' }),
  queues: queueList,
})
export type Situation = { waiting: WaitingInteraction[]; agents: AgentFacts[]; queues: QueueRules[] }
