import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide, explainWait } from './decide.ts'
import { crowd, type Situation as Given, NOW, situation } from './routing.arbitrary.ts'
import { kindsOf, type Situation, situationsOf } from './situation.ts'

/** The slow and plain way: everyone's explanation, one by one. */
const plainly = (given: Given): Map<string, Situation> => {
  const { offers } = decide(given.waiting, given.agents, given.queues, NOW)
  const taken = new Map<string, number>()
  for (const { agentId } of offers) taken.set(agentId, (taken.get(agentId) ?? 0) + 1)
  const served = new Set(offers.map(({ interactionId }) => interactionId))
  const found = new Map<string, Situation>()
  for (const one of given.waiting) {
    if (served.has(one.id)) continue
    const { candidates } = explainWait(one, given.agents, given.queues, NOW, { given: taken })
    const counts: Situation = {}
    for (const { ground, verdict } of candidates) {
      expect(verdict).toBe('refused')
      if (ground && ground !== 'not-in-queue' && ground !== 'other-agent-wanted')
        counts[ground] = (counts[ground] ?? 0) + 1
    }
    const absent = one.onlyAgentId !== undefined && !given.agents.some(({ id }) => id === one.onlyAgentId)
    const open = given.queues.some(({ id }) => id === one.queueId)
    found.set(one.id, absent && open ? { offline: 1 } : counts)
  }
  return found
}
const without0 = (one: Situation) => Object.fromEntries(Object.entries(one).filter(([, n]) => n > 0))

const sameAsPlainly = (given: Given) => {
  const { offers } = decide(given.waiting, given.agents, given.queues, NOW)
  const found = situationsOf(given.waiting, given.agents, given.queues, offers, NOW)
  const plain = plainly(given)
  expect([...found.keys()].sort()).toEqual([...plain.keys()].sort())
  for (const [id, one] of found) expect([id, without0(one)]).toEqual([id, without0(plain.get(id)!)])
}

test('tells of everyone who got no offer what their explanation tells', () => {
  fc.assert(fc.property(situation, sameAsPlainly), { numRuns: 250 })
})

test('and of a crowd the same', () => {
  fc.assert(fc.property(crowd, sameAsPlainly), { numRuns: 2 })
}, 60_000)

test('the kinds stand in one order and leave out what nobody is refused for', () => {
  expect(kindsOf({ 'no-capacity': 2, away: 1, barred: 0 })).toBe('away,no-capacity')
  expect(kindsOf({})).toBe('')
})
