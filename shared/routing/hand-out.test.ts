import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FreeAgent, handOut, type QueueTask } from './hand-out.ts'

const ids = ['a', 'b', 'c', 'd', 'e']
const queues = ['q1', 'q2', 'q3']
const tasks: fc.Arbitrary<QueueTask[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('t1', 't2', 't3', 't4', 't5', 't6'),
    queueId: fc.constantFrom(...queues),
    dueAt: fc.integer({ min: 0, max: 5 }),
    passedBy: fc.subarray(ids, { maxLength: 2 }),
  }),
  { selector: (task) => task.id },
)
const agents: fc.Arbitrary<FreeAgent[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...ids),
    queueIds: fc.subarray(queues),
    idleSince: fc.integer({ min: 0, max: 5 }),
  }),
  { selector: (agent) => agent.id },
)
const may = (task: QueueTask, agent: FreeAgent) =>
  agent.queueIds.includes(task.queueId) && !task.passedBy.includes(agent.id)

test('one task an agent, one agent a task, only of their queues and never back to who passed it', () => {
  fc.assert(
    fc.property(tasks, agents, (all, free) => {
      const given = handOut(all, free)
      expect(new Set(given.map(({ agentId }) => agentId)).size).toBe(given.length)
      expect(new Set(given.map(({ taskId }) => taskId)).size).toBe(given.length)
      for (const { taskId, agentId } of given) {
        const task = all.find(({ id }) => id === taskId)!
        expect(may(task, free.find(({ id }) => id === agentId)!)).toBe(true)
      }
    }),
  )
})

test('no task is left that one left free could have, and none comes before a more urgent one', () => {
  fc.assert(
    fc.property(tasks, agents, (all, free) => {
      const given = handOut(all, free)
      const got = (task: QueueTask) => given.find(({ taskId }) => taskId === task.id)?.agentId
      for (const left of all.filter((task) => !got(task))) {
        for (const agent of free.filter((one) => may(left, one))) {
          const other = all.find((task) => got(task) === agent.id)
          expect(other && other.dueAt <= left.dueAt).toBe(true)
        }
      }
    }),
  )
})

test('whichever order they come in', () => {
  fc.assert(
    fc.property(tasks, agents, (all, free) => {
      expect(handOut(all.toReversed(), free.toReversed())).toEqual(handOut(all, free))
    }),
  )
})
