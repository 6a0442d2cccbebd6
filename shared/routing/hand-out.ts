/** A queue's tasks go to those of its agents whom no call needs: pure. */

export type QueueTask = {
  id: string
  queueId: string
  /** Epoch ms. */
  dueAt: number
  /** Who gave it back a while ago. */
  passedBy: readonly string[]
}
/** Takes work, is reachable, has nothing on hand, and nobody waits in their queues. */
export type FreeAgent = { id: string; queueIds: readonly string[]; idleSince: number }

export type HandOut = { taskId: string; agentId: string }

/** The most urgent task chooses first, and gets who has been free longest. One task an agent. */
export const handOut = (tasks: readonly QueueTask[], agents: readonly FreeAgent[]): HandOut[] => {
  const free = [...agents].sort((a, b) => a.idleSince - b.idleSince || (a.id < b.id ? -1 : 1))
  const urgent = [...tasks].sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
  const given: HandOut[] = []
  for (const task of urgent) {
    const at = free.findIndex(
      ({ id, queueIds }) => queueIds.includes(task.queueId) && !task.passedBy.includes(id),
    )
    const [agent] = at === -1 ? [] : free.splice(at, 1)
    if (agent) given.push({ taskId: task.id, agentId: agent.id })
    if (free.length === 0) break
  }
  return given
}
