import { expect, test } from 'vitest'
import { type AgentFacts, decide, explainWait, type QueueRules, type WaitingInteraction } from './decide.ts'

const NOW = 1_800_000_000_000
const SECOND = 1_000
const queue: QueueRules = {
  id: 'sales',
  priority: 0,
  ageingPerMinute: 1,
  pick: 'longest-idle',
  preferredForMs: 20 * SECOND,
  offerForMs: 20 * SECOND,
}
const agent = (id: string, own: Partial<AgentFacts> = {}): AgentFacts => ({
  id,
  queueIds: ['sales'],
  skills: {},
  presence: 'available',
  reachable: true,
  capacityLeft: 1,
  idleSince: NOW - 60 * SECOND,
  occupancy: 0.5,
  ...own,
})
const client = (id: string, own: Partial<WaitingInteraction> = {}): WaitingInteraction => ({
  id,
  queueId: 'sales',
  queuedAt: NOW - 5 * SECOND,
  priority: 0,
  needs: [],
  preferred: [],
  barred: [],
  ...own,
})
const chosen = (waiting: WaitingInteraction[], agents: AgentFacts[], rules = [queue], now = NOW) =>
  decide(waiting, agents, rules, now).offers.map((offer) => [offer.interactionId, offer.agentId, offer.why])

test('the longest idle gets it, or the least occupied where the queue says so', () => {
  const agents = [agent('a', { occupancy: 0.1 }), agent('b', { idleSince: NOW - 90 * SECOND })]
  expect(chosen([client('c')], agents)).toEqual([['c', 'b', 'longest-idle']])
  expect(chosen([client('c')], agents, [{ ...queue, pick: 'least-occupied' }])).toEqual([
    ['c', 'a', 'least-occupied'],
  ])
})

test('the own manager is waited for while busy, for the set time and no longer', () => {
  const wish = { agentId: 'm', why: 'manager' as const, untilMs: NOW + 15 * SECOND }
  const waiting = [client('c', { preferred: [wish] })]
  const busy = [agent('m', { capacityLeft: 0 }), agent('a')]
  expect(decide(waiting, busy, [queue], NOW)).toEqual({ offers: [], nextWakeAt: NOW + 15 * SECOND })
  expect(
    explainWait(waiting[0]!, busy, [queue], NOW).candidates.map(({ agentId, ground }) => [agentId, ground]),
  ).toEqual([
    ['a', 'held-for-preferred'],
    ['m', 'no-capacity'],
  ])
  expect(chosen(waiting, busy, [queue], NOW + 15 * SECOND)).toEqual([['c', 'a', 'longest-idle']])
  expect(chosen(waiting, [agent('m'), agent('a', { idleSince: 0 })])).toEqual([['c', 'm', 'manager']])
})

test.each([
  ['away', { presence: 'away' as const }],
  ['offline', { presence: 'offline' as const }],
  ['without a desk', { reachable: false }],
  ['not in the queue', { queueIds: [] }],
])('nobody waits for a manager who is %s', (_, own) => {
  const wish = { agentId: 'm', why: 'manager' as const, untilMs: NOW + 15 * SECOND }
  const agents = [agent('m', { ...own, capacityLeft: 0 }), agent('a')]
  expect(chosen([client('c', { preferred: [wish] })], agents)).toEqual([['c', 'a', 'longest-idle']])
})

test('a free last agent is taken before a busy manager is waited for', () => {
  const until = NOW + 15 * SECOND
  const preferred = [
    { agentId: 'm', why: 'manager' as const, untilMs: until },
    { agentId: 'l', why: 'last-agent' as const, untilMs: until },
  ]
  const agents = [agent('m', { capacityLeft: 0 }), agent('a', { idleSince: 0 }), agent('l')]
  expect(chosen([client('c', { preferred })], agents)).toEqual([['c', 'l', 'last-agent']])
})

test('L4: whoever declined is not asked again at once; the client waits for the bar to end, or for another', () => {
  const barred = [{ agentId: 'a', untilMs: NOW + 30 * SECOND, why: 'declined' as const }]
  const waiting = [client('c', { barred })]
  expect(decide(waiting, [agent('a')], [queue], NOW)).toEqual({ offers: [], nextWakeAt: NOW + 30 * SECOND })
  expect(chosen(waiting, [agent('a'), agent('b')])).toEqual([['c', 'b', 'longest-idle']])
  expect(chosen(waiting, [agent('a')], [queue], NOW + 30 * SECOND)).toEqual([['c', 'a', 'longest-idle']])
})

test('L5: an agent who cannot take it halts nobody', () => {
  const agents = [agent('gone', { reachable: false, idleSince: 0 }), agent('here')]
  expect(chosen([client('c'), client('d')], agents)).toEqual([['c', 'here', 'longest-idle']])
})

test('L9: what waited overnight is dealt out one by one, not heaped on the first desk', () => {
  const waiting = Array.from({ length: 6 }, (_, at) =>
    client(`c${at}`, { queuedAt: NOW - (60 - at) * SECOND }),
  )
  const agents = [
    agent('early', { capacityLeft: 3, idleSince: NOW - 900 * SECOND }),
    agent('late', { capacityLeft: 3 }),
  ]
  expect(chosen(waiting, agents).map(([, agentId]) => agentId)).toEqual([
    'early',
    'late',
    'early',
    'late',
    'early',
    'late',
  ])
})

test('when only one who declined has got nothing yet, the round begins anew for this client', () => {
  const name = (at: number) => `a${String(at).padStart(2, '0')}`
  const agents = Array.from({ length: 40 }, (_, at) =>
    agent(name(at), { capacityLeft: 2, idleSince: NOW - (60 - at) * SECOND }),
  )
  const barred = [{ agentId: name(39), untilMs: NOW + SECOND, why: 'declined' as const }]
  const waiting = Array.from({ length: 42 }, (_, at) =>
    client(`c${at}`, { queuedAt: NOW - (60 - at) * SECOND, ...(at === 39 && { barred }) }),
  )
  const got = chosen(waiting, agents).map(([, agentId]) => agentId)
  expect(got.slice(38)).toEqual([name(38), name(0), name(39), name(1)])
})

test('L10: the signed-out and the unreachable are offered nothing, whatever they were to the client', () => {
  const agents = [agent('out', { presence: 'offline' }), agent('dark', { reachable: false })]
  const waiting = [
    client('c', { onlyAgentId: 'out' }),
    client('d', { preferred: [{ agentId: 'dark', why: 'manager', untilMs: NOW + SECOND }] }),
  ]
  expect(chosen(waiting, agents)).toEqual([])
})

test('a requirement relaxes ring by ring; the wake is when the next begins', () => {
  const rings = [
    { afterMs: 0, minLevel: 8 },
    { afterMs: 30 * SECOND, minLevel: 5 },
    { afterMs: 60 * SECOND, minLevel: 0 },
  ]
  const waiting = [client('c', { queuedAt: NOW, needs: [{ skill: 'english', rings }] })]
  const agents = [agent('novice'), agent('fair', { skills: { english: 5 }, capacityLeft: 0 })]
  expect(decide(waiting, agents, [queue], NOW)).toEqual({ offers: [], nextWakeAt: NOW + 30 * SECOND })
  const fair = [agent('novice'), agent('fair', { skills: { english: 5 } })]
  const [offer] = decide(waiting, fair, [queue], NOW + 30 * SECOND).offers
  expect(offer).toMatchObject({ agentId: 'fair', ring: 1, facts: { skills: [{ wanted: 5, level: 5 }] } })
  const [last] = decide(waiting, agents, [queue], NOW + 60 * SECOND).offers
  expect(last).toMatchObject({ agentId: 'novice', ring: 2, facts: { skills: [] } })
})

test('a transfer to a named agent needs neither queue nor skill, yet a free and reachable desk', () => {
  const waiting = [
    client('c', { onlyAgentId: 'x', needs: [{ skill: 'english', rings: [{ afterMs: 0, minLevel: 9 }] }] }),
  ]
  const free = agent('x', { queueIds: [] })
  expect(chosen(waiting, [free, agent('a')])).toEqual([['c', 'x', 'only-agent']])
  expect(chosen(waiting, [{ ...free, capacityLeft: 0 }, agent('a')])).toEqual([])
  expect(explainWait(waiting[0]!, [agent('a')], [queue], NOW).candidates[0]?.ground).toBe(
    'other-agent-wanted',
  )
})

test('claims and VIPs go first, and age overtakes them in the end', () => {
  const claims = { ...queue, id: 'claims', priority: 5 }
  const old = client('old', { queuedAt: NOW - 301 * SECOND })
  const vip = client('vip', { priority: 5, queuedAt: NOW })
  const claim = client('claim', { queueId: 'claims', queuedAt: NOW - SECOND })
  const agents = [agent('a', { queueIds: ['sales', 'claims'] })]
  expect(chosen([client('new'), vip], agents)[0]?.[0]).toBe('vip')
  expect(chosen([vip, claim], agents, [queue, claims])[0]?.[0]).toBe('claim')
  expect(chosen([vip, claim, old], agents, [queue, claims])[0]?.[0]).toBe('old')
})
