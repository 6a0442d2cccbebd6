/** What is kept of a round tells what was known when it was made: nothing is lost on the way through JSON. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide, explainWait } from './decide.ts'
import { candidatesThen, keepRound, rosterOf, wantedOf } from './kept-round.ts'
import { NOW, type Situation, situation } from './routing.arbitrary.ts'

const holds = (rule: (given: Situation) => void) => fc.assert(fc.property(situation, rule), { numRuns: 250 })
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value))

const kept = ({ waiting, agents, queues }: Situation) => {
  const { offers } = decide(waiting, agents, queues, NOW)
  const round = stored(keepRound(agents, queues, offers, NOW))
  const roster = stored(rosterOf(agents))
  const candidatesOf = (id: string, turn: number | null) => {
    const wanted = stored(wantedOf(waiting.find((one) => one.id === id)!))
    return candidatesThen({ wanted, turn }, roster, round)
  }
  return { offers, candidatesOf }
}

test('each offer is explained as things stood when its turn came, with every candidate', () => {
  holds((given) => {
    const { offers, candidatesOf } = kept(given)
    for (const [turn, offer] of offers.entries()) {
      const candidates = candidatesOf(offer.interactionId, turn)
      const [first, second] = candidates
      expect([first?.verdict, first?.agentId, first?.score]).toEqual(['offered', offer.agentId, offer.score])
      expect(second?.verdict).not.toBe('offered')
      expect(candidates.map(({ agentId }) => agentId).sort()).toEqual(given.agents.map(({ id }) => id).sort())
    }
  })
})

test('who got no offer is told whom the round had left', () => {
  holds((given) => {
    const { offers, candidatesOf } = kept(given)
    const served = new Set(offers.map(({ interactionId }) => interactionId))
    const taken = new Map<string, number>()
    for (const { agentId } of offers) taken.set(agentId, (taken.get(agentId) ?? 0) + 1)
    for (const one of given.waiting.filter(({ id }) => !served.has(id))) {
      const then = explainWait(one, given.agents, given.queues, NOW, { given: taken })
      expect(candidatesOf(one.id, null)).toEqual(then.candidates)
    }
  })
})
