/**
 * Sweep: a queue's tasks are handed to its free agents, so long before they are due as the queue says. Calls go first:
 * nobody is given a task while someone waits in a queue they serve. What was handed to someone who signed out without
 * beginning it goes back.
 */
import { type HandOut, handOut } from '#shared/routing/hand-out.ts'
import { inTransaction } from '../platform/database.ts'
import { assignTask, returnTask } from '../tasks/index.ts'
import { freeForTasks, handedToAbsent, lockAgent, tasksToHandOut } from './hand-out.store.ts'
import type { Routing } from './routing.ts'

/** Another node may have come before with each pair of a plan; then what is left is planned anew, so often at most. */
const PLANS = 10

/** Answers with how many were handed out. Safe to run from several processes at once. */
export const handOutTasks = async (house: Pick<Routing, 'db' | 'clock'>): Promise<number> => {
  const { db, clock } = house
  for (const taskId of await handedToAbsent(db))
    await inTransaction(db, (trx) => returnTask(trx, taskId, clock.now()))
  let handed = 0
  for (let plan = 0; plan < PLANS; plan += 1) {
    const { given, missed } = await carryOut(house)
    handed += given
    if (missed === 0) break
  }
  return handed
}

const carryOut = async (house: Pick<Routing, 'db' | 'clock'>): Promise<{ given: number; missed: number }> => {
  const now = house.clock.now()
  const tasks = await tasksToHandOut(house.db, now)
  const pairs = tasks.length === 0 ? [] : handOut(tasks, await freeForTasks(house.db, now))
  let given = 0
  for (const pair of pairs) if (await give(house, pair)) given += 1
  return { given, missed: pairs.length - given }
}

const give = ({ db, clock }: Pick<Routing, 'db' | 'clock'>, { taskId, agentId }: HandOut): Promise<boolean> =>
  inTransaction(db, async (trx) => {
    await lockAgent(trx, agentId)
    // Read once the agent is locked: what they were given meanwhile is seen.
    if ((await freeForTasks(trx, clock.now(), agentId)).length === 0) return false
    return assignTask(trx, { taskId, userId: agentId, at: clock.now() })
  })
