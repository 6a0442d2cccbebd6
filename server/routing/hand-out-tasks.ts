/**
 * Sweep: a queue's tasks are handed to its free agents, so long before they are due as the queue says. Calls go first:
 * nobody is given a task while someone waits in a queue they serve. What was handed to someone who signed out without
 * beginning it goes back.
 */
import { handOut } from '#shared/routing/hand-out.ts'
import { inTransaction } from '../platform/database.ts'
import { assignTask, returnTask } from '../tasks/index.ts'
import { freeForTasks, handedToAbsent, lockAgent, tasksToHandOut } from './hand-out.store.ts'
import type { Routing } from './routing.ts'

/** Answers with how many were handed out. Safe to run from several processes at once. */
export const handOutTasks = async ({ db, clock }: Pick<Routing, 'db' | 'clock'>): Promise<number> => {
  for (const taskId of await handedToAbsent(db))
    await inTransaction(db, (trx) => returnTask(trx, taskId, clock.now()))
  const tasks = await tasksToHandOut(db, clock.now())
  if (tasks.length === 0) return 0
  let handed = 0
  for (const { taskId, agentId } of handOut(tasks, await freeForTasks(db, clock.now()))) {
    const given = await inTransaction(db, async (trx) => {
      await lockAgent(trx, agentId)
      // Read once the agent is locked: what they were given meanwhile is seen.
      if ((await freeForTasks(trx, clock.now(), agentId)).length === 0) return false
      return assignTask(trx, { taskId, userId: agentId, at: clock.now() })
    })
    if (given) handed += 1
  }
  return handed
}
