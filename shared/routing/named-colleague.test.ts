import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from './decide.ts'
import { isComing, type NamedColleague } from './named-colleague.ts'
import { NOW, situation } from './routing.arbitrary.ts'

const colleague: fc.Arbitrary<NamedColleague> = fc.record({
  presence: fc.constantFrom('available', 'away', 'offline'),
  reachable: fc.boolean(),
  hasRefused: fc.boolean(),
})

test('comes who is available, reachable and was not asked in vain; nobody at all does not', () => {
  fc.assert(
    fc.property(colleague, (one) => {
      const { presence, reachable, hasRefused } = one
      expect(isComing(one)).toBe(presence === 'available' && reachable && !hasRefused)
    }),
  )
  expect(isComing(null)).toBe(false)
})

test('whoever is waited for takes the client as soon as there is room; who does not come holds nobody up', () => {
  fc.assert(
    fc.property(situation, fc.nat(), fc.boolean(), ({ waiting, agents, queues }, pick, hasRefused) => {
      const [client] = waiting
      if (!client || agents.length === 0) return
      const named = agents[pick % agents.length]!
      const { onlyAgentId: _, ...free } = { ...client, barred: [], queueId: queues[0]?.id ?? '' }
      if (!queues[0]) return
      const coming = isComing({ ...named, hasRefused })
      const one = { ...free, ...(coming && { onlyAgentId: named.id }) }
      const roomy = agents.map((agent) => ({ ...agent, capacityLeft: 5 }))
      const { offers } = decide([one], roomy, queues, NOW)
      if (coming) expect(offers).toMatchObject([{ agentId: named.id, why: 'only-agent' }])
      else expect(offers).toEqual(decide([free], roomy, queues, NOW).offers)
    }),
  )
})
