import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decidePlainly, isHeld, mayHave, plainOrder } from './decide.reference.ts'
import { decide, effectivePriority, explainWait } from './decide.ts'
import { crowd, NOW, type Situation, situation } from './routing.arbitrary.ts'

const holds = (rule: (given: Situation) => void, numRuns = 250) =>
  fc.assert(fc.property(situation, rule), { numRuns })
const decided = ({ waiting, agents, queues }: Situation) => decide(waiting, agents, queues, NOW)
const plain = ({ offers }: ReturnType<typeof decide>) =>
  offers.map(({ interactionId, agentId, why }) => ({ interactionId, agentId, why }))

/** What each agent has left, and who still waits, once the offers are made. */
const afterwards = (given: Situation) => {
  const { offers } = decided(given)
  const left = (agentId: string) =>
    given.agents.find(({ id }) => id === agentId)!.capacityLeft -
    offers.filter((offer) => offer.agentId === agentId).length
  const served = new Set(offers.map(({ interactionId }) => interactionId))
  const unserved = plainOrder(given.waiting, given.queues, NOW).filter(({ id }) => !served.has(id))
  const held = (one: (typeof unserved)[number]) =>
    isHeld(one, given.queues.find(({ id }) => id === one.queueId)!, given.agents, left, NOW)
  return { offers, left, unserved, held }
}

const decidesPlainly = (given: Situation): void => {
  expect(plain(decided(given))).toEqual(decidePlainly(given.waiting, given.agents, given.queues, NOW))
}

test('decides as the plain rules do', () => {
  holds(decidesPlainly, 1_000)
})

test('decides as the plain rules do on a large floor', () => {
  fc.assert(fc.property(crowd, decidesPlainly), { numRuns: 15 })
})

test('no agent gets more than their capacity, no interaction is offered twice', () => {
  holds((given) => {
    const { offers, left } = afterwards(given)
    for (const { agentId } of offers) expect(left(agentId)).toBeGreaterThanOrEqual(0)
    expect(new Set(offers.map(({ interactionId }) => interactionId)).size).toBe(offers.length)
  })
})

test('the order in which the lists come changes nothing', () => {
  const shuffled = situation.chain((given) =>
    fc.record({
      given: fc.constant(given),
      waiting: fc.shuffledSubarray(given.waiting, { minLength: given.waiting.length }),
      agents: fc.shuffledSubarray(given.agents, { minLength: given.agents.length }),
      queues: fc.shuffledSubarray(given.queues, { minLength: given.queues.length }),
    }),
  )
  fc.assert(
    fc.property(shuffled, ({ given, ...other }) => {
      expect(decided(other)).toEqual(decided(given))
    }),
    { numRuns: 200 },
  )
})

test('nobody who could serve stays free while someone waits, unless that one is held', () => {
  holds((given) => {
    const { left, unserved, held } = afterwards(given)
    for (const one of unserved.filter((waiting) => !held(waiting))) {
      const idle = given.agents.filter((agent) => mayHave(one, agent, NOW) && left(agent.id) > 0)
      expect(idle).toEqual([])
    }
  })
})

test('nobody gets an agent whom someone more urgent could have had', () => {
  holds((given) => {
    const { offers, unserved, held } = afterwards(given)
    const order = plainOrder(given.waiting, given.queues, NOW).map(({ id }) => id)
    for (const first of unserved.filter((one) => !held(one))) {
      for (const offer of offers) {
        if (order.indexOf(offer.interactionId) < order.indexOf(first.id)) continue
        expect(mayHave(first, given.agents.find(({ id }) => id === offer.agentId)!, NOW)).toBe(false)
      }
    }
  })
})

test('the less urgent wait a bounded time: overtaking ends when age has made up the difference', () => {
  holds(({ waiting, queues }) => {
    for (const queue of queues) {
      for (const early of waiting) {
        for (const late of waiting.filter(({ queuedAt }) => queuedAt > early.queuedAt)) {
          const minutes = (late.queuedAt - early.queuedAt) / 60_000
          if (minutes <= (late.priority - early.priority) / queue.ageingPerMinute) continue
          expect(effectivePriority(early, queue, NOW)).toBeGreaterThan(effectivePriority(late, queue, NOW))
        }
      }
    }
  })
})

test('an explanation offers whom the decision would, were it alone; grounds are refusals', () => {
  holds((given) => {
    const open = given.waiting.filter(({ queueId }) => given.queues.some(({ id }) => id === queueId))
    for (const one of open) {
      const [offer] = decide([one], given.agents, given.queues, NOW).offers
      const { candidates } = explainWait(one, given.agents, given.queues, NOW)
      const [first] = candidates.filter(({ verdict }) => verdict === 'offered')
      expect(first?.agentId).toBe(offer?.agentId)
      expect(first?.score).toBe(offer?.score)
      expect(candidates.length).toBe(given.agents.length)
      for (const { verdict, ground, score } of candidates) {
        expect(ground !== undefined).toBe(verdict === 'refused')
        expect(score === undefined).toBe(verdict === 'refused')
      }
    }
  })
})

test('in a queue without rules nothing is offered, and everyone is told so', () => {
  holds((given) => {
    for (const one of given.waiting) {
      const { candidates } = explainWait(one, given.agents, [], NOW)
      expect(candidates.every(({ ground }) => ground === 'queue-closed')).toBe(true)
    }
    expect(decide(given.waiting, given.agents, [], NOW)).toEqual({ offers: [], nextWakeAt: null })
  }, 50)
})

test('places in a queue are 1 to n, in the order of the decision', () => {
  holds((given) => {
    for (const queue of given.queues) {
      const order = plainOrder(given.waiting, given.queues, NOW).filter(({ queueId }) => queueId === queue.id)
      const places = order.map(
        (one) => explainWait(one, given.agents, given.queues, NOW, { waiting: given.waiting }).place,
      )
      expect(places).toEqual(order.map((_, at) => at + 1))
    }
  }, 100)
})

test('nothing changes by time alone before the next wake', () => {
  const later = fc.integer({ min: 1, max: 12 * 60_000 })
  fc.assert(
    fc.property(situation, later, (given, ms) => {
      const { offers, unserved } = afterwards(given)
      const rest: Situation = {
        ...given,
        waiting: unserved,
        agents: given.agents.map((agent) => ({
          ...agent,
          capacityLeft: agent.capacityLeft - offers.filter(({ agentId }) => agentId === agent.id).length,
        })),
      }
      const { nextWakeAt } = decided(rest)
      const at = Math.min(NOW + ms, nextWakeAt === null ? Number.POSITIVE_INFINITY : nextWakeAt - 1)
      expect(decide(rest.waiting, rest.agents, rest.queues, at).offers).toEqual([])
    }),
    { numRuns: 250 },
  )
})
