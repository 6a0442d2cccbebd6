/** How clients can be called now: what the card and the tasks say before anybody presses. */
import {
  type ClientWays,
  type NoWayReason,
  noWayReason,
  type TaskWay,
  type WayKind,
} from '#shared/routing/outbound.contract.ts'
import { whomToCall } from '../../clients/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database.ts'
import { HubError } from '../../platform/errors.ts'
import { callableTasks, sightOf } from '../../tasks/index.ts'
import { callWay } from '../../telephony/index.ts'
import type { Routing } from '../routing.ts'
import { calledByTask, type Whom } from './whom.ts'

type Wished = Pick<Whom, 'clientId' | 'phone' | 'marketId' | 'interactionId' | 'refused' | 'asked'>

/** Null: it can be done. */
const whyNot = async (
  house: Routing,
  db: Queryable,
  kind: WayKind,
  whom: Wished,
): Promise<NoWayReason | null> => {
  if (whom.refused && !whom.asked) return 'do_not_call'
  try {
    await callWay(house, db, { ...whom, kind })
    return null
  } catch (error) {
    const reason = error instanceof HubError ? noWayReason.safeParse(error.code) : undefined
    if (!reason?.success) throw error
    return reason.data
  }
}

/** @throws 404 for a card out of reach; 409 `merged` */
export const readClientWays = async (house: Routing, actor: Actor, clientId: string): Promise<ClientWays> => {
  const { db } = house
  const { phones, marketId, refused } = await whomToCall(db, actor, clientId)
  const whom = { clientId, marketId, interactionId: null, asked: false }
  return {
    phones: await Promise.all(
      phones.map(async ({ addressId, phone, refused }) => ({
        addressId,
        phone,
        refused,
        why: await whyNot(house, db, 'phone', { ...whom, phone, refused }),
      })),
    ),
    page: { refused, why: await whyNot(house, db, 'page', { ...whom, phone: null, refused }) },
  }
}

/** The network first: an open page may be one that nobody looks at. */
export const readTaskWays = async (house: Routing, actor: Actor, taskIds: string[]): Promise<TaskWay[]> => {
  const { db } = house
  const tasks = await callableTasks(db, { reach: sightOf(actor), userId: actor.userId }, taskIds)
  const ways = await Promise.all(
    tasks.map(async (task): Promise<TaskWay | null> => {
      const whom = await calledByTask(db, actor, task).catch(unseen)
      if (!whom) return null
      const { refused } = whom
      const byPhone = await whyNot(house, db, 'phone', whom)
      if (byPhone === null) return { taskId: task.id, kind: 'phone', why: null, refused }
      const byPage = await whyNot(house, db, 'page', whom)
      if (byPage === null) return { taskId: task.id, kind: 'page', why: null, refused }
      return { taskId: task.id, kind: null, why: byPhone, refused }
    }),
  )
  return ways.filter((way) => way !== null)
}

/** The task is theirs to see, its client's card is not. */
const unseen = (error: unknown): null => {
  if (error instanceof HubError && error.status < 500) return null
  throw error
}
