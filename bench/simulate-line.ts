/** One queue with Poisson arrivals, exponential handling times and, if asked for, patience; `decide` is its router. */
import { type AgentFacts, decide, type QueueRules, type WaitingInteraction } from '#shared/routing/decide.ts'

export type Line = {
  /** Calls that arrive per ms. */
  perMs: number
  handleMs: number
  agents: number
  /** Mean patience; endless when absent. */
  patienceMs?: number
  /** Counted after as many again were let pass to warm up. */
  calls: number
  seed: number
}

export type LineFigures = {
  /** Over all offered, ms; who gave up waited until then. */
  meanWaitMs: number
  /** Parts of the offered. */
  waited: number
  abandoned: number
}

const queue: QueueRules = {
  id: 'line',
  priority: 0,
  ageingPerMinute: 1,
  pick: 'longest-idle',
  preferredForMs: 0,
  offerForMs: 20_000,
}

type Due = { at: number; kind: 'arrive' | 'end' | 'give-up'; subject: string }

const seeded = (seed: number) => {
  let state = (seed * 7_919 + 17) % 2_147_483_647
  const share = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  for (let skipped = 0; skipped < 20; skipped += 1) share()
  return (mean: number) => -Math.log(share()) * mean
}

const agentAt = (_: unknown, at: number): AgentFacts => ({
  id: `agent-${at}`,
  queueIds: [queue.id],
  skills: {},
  presence: 'available',
  reachable: true,
  capacityLeft: 1,
  idleSince: 0,
  occupancy: 0,
})

/** Few things are due at once: a list kept in order is quick enough. */
const agenda = () => {
  const due: Due[] = []
  return {
    put: (one: Due) => {
      let at = due.length
      while (at > 0 && due[at - 1]!.at < one.at) at -= 1
      due.splice(at, 0, one)
    },
    next: () => due.pop()!,
  }
}

export const simulateLine = ({ perMs, handleMs, agents, patienceMs, calls, seed }: Line): LineFigures => {
  const draw = seeded(seed)
  const floor = Array.from({ length: agents }, agentAt)
  const byId = new Map(floor.map((agent) => [agent.id, agent]))
  const waiting = new Map<string, WaitingInteraction>()
  const due = agenda()
  const total = { counted: 0, waitMs: 0, waited: 0, abandoned: 0 }
  let arrived = 0

  const count = (call: WaitingInteraction, now: number, gaveUp: boolean) => {
    waiting.delete(call.id)
    if (Number(call.id) <= calls) return
    total.counted += 1
    total.waitMs += now - call.queuedAt
    total.waited += now > call.queuedAt ? 1 : 0
    total.abandoned += gaveUp ? 1 : 0
  }
  const arrive = (now: number) => {
    arrived += 1
    const id = String(arrived)
    const call = { id, queueId: queue.id, queuedAt: now, priority: 0, needs: [], preferred: [], barred: [] }
    waiting.set(id, call)
    if (patienceMs !== undefined) due.put({ at: now + draw(patienceMs), kind: 'give-up', subject: id })
    due.put({ at: now + draw(1 / perMs), kind: 'arrive', subject: '' })
  }
  const release = (agentId: string, now: number) => {
    const agent = byId.get(agentId)!
    agent.capacityLeft = 1
    agent.idleSince = now
  }
  const answer = (now: number) => {
    for (const { interactionId, agentId } of decide([...waiting.values()], floor, [queue], now).offers) {
      count(waiting.get(interactionId)!, now, false)
      byId.get(agentId)!.capacityLeft = 0
      due.put({ at: now + draw(handleMs), kind: 'end', subject: agentId })
    }
  }

  due.put({ at: draw(1 / perMs), kind: 'arrive', subject: '' })
  while (total.counted < calls) {
    const { at, kind, subject } = due.next()
    if (kind === 'arrive') arrive(at)
    else if (kind === 'end') release(subject, at)
    else if (waiting.has(subject)) count(waiting.get(subject)!, at, true)
    if (waiting.size > 0) answer(at)
  }
  return {
    meanWaitMs: total.waitMs / calls,
    waited: total.waited / calls,
    abandoned: total.abandoned / calls,
  }
}
