/** The live board as it leaves the server. */
import { activityOf } from '#shared/agents/activity.ts'
import { isOpen } from '#shared/organisation/business-time.ts'
import type { Board } from '#shared/supervision/board.contract.ts'
import type { Platform } from '../platform/platform.ts'
import {
  type BoardAgentRow,
  type BoardQueueRow,
  readBoardAgents,
  readBoardCalls,
  readBoardQueues,
} from './board.store.ts'

export const readBoard = async ({ db, clock }: Platform): Promise<Board> => {
  const now = clock.now()
  const queues = await readBoardQueues(db, now)
  const agents = await readBoardAgents(db, now)
  const calls = await readBoardCalls(db)
  return {
    queues: queues.map((row) => presentQueue(row, isOpen(row.calendar, now))),
    agents: agents.map(presentAgent),
    calls: calls.map((row) => ({
      interactionId: row.id,
      state: row.state,
      clientName: row.client_name,
      address: row.address,
      queueId: row.queue_id,
      language: row.language,
      topic: row.topic,
      since: row.since,
      priority: row.priority,
      agentId: row.agent_id,
      agentName: row.agent_name,
      offeredTo: row.offered_to,
      held: row.held,
    })),
    serverNow: now,
  }
}

const presentQueue = (row: BoardQueueRow, open: boolean): Board['queues'][number] => {
  const counted = row.answered + row.abandoned_late
  return {
    id: row.id,
    nameRu: row.name_ru,
    nameEn: row.name_en,
    open,
    waiting: row.waiting,
    longestSince: row.longest_since,
    talking: row.talking,
    serving: row.serving,
    offered: row.offered,
    answered: row.answered,
    answeredInTime: row.answered_in_time,
    abandoned: row.abandoned,
    serviceLevel: counted > 0 ? row.answered_in_time / counted : null,
    serviceMs: row.service_ms,
    serviceTarget: Number(row.service_target),
  }
}

const presentAgent = (row: BoardAgentRow): Board['agents'][number] => {
  const { activity, reason } = activityOf({ chosen: row.chosen, heldBy: row.held_by, leases: row.leases })
  return {
    id: row.id,
    name: row.name,
    chosen: row.chosen,
    activity,
    reason: reason ?? (activity === 'away' ? row.reason : null),
    since: row.since,
    heldBy: row.held_by,
    reachable: row.reachable,
    next: row.next_chosen,
    withName: row.with_name,
    interactionId: row.interaction_id,
    queueIds: row.queue_ids,
  }
}
