/** Whom a call goes to: a phone of a card, or whoever a task promises to call. */
import { type CallablePhone, whomToCall } from '../../clients/index.ts'
import { firstMarket } from '../../interactions/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import type { TaskRow } from '../../tasks/index.ts'
import { findQueue } from '../queue-facts.store.ts'

export type Whom = {
  clientId: string | null
  personId: string | null
  /** E.164. */
  phone: string | null
  marketId: string | null
  language: 'ru' | 'en'
  queueId: string | null
  taskId: string | null
  /** Whose page may be rung, besides the client's. */
  interactionId: string | null
  refused: CallablePhone['refused']
  /** They asked for this call themselves. */
  asked: boolean
}

/** @throws 404 for a card out of reach, or a phone that is not on it; 409 `merged` */
export const calledByCard = async (
  db: Queryable,
  actor: Actor,
  wish: { clientId: string; addressId: string | null },
): Promise<Whom> => {
  const card = await whomToCall(db, actor, wish.clientId)
  const phone = card.phones.find(({ addressId }) => addressId === wish.addressId)
  if (wish.addressId && !phone) throw notFound('address', wish.addressId)
  return {
    ...NOBODY,
    clientId: card.clientId,
    personId: phone?.personId ?? null,
    phone: phone?.phone ?? null,
    marketId: card.marketId,
    language: card.language,
    refused: phone ? phone.refused : card.refused,
  }
}

/** The number that was promised a call; failing that the first phone of the card that may be called. */
export const calledByTask = async (db: Queryable, actor: Actor, task: TaskRow): Promise<Whom> => {
  const card = task.client_id ? await whomToCall(db, actor, task.client_id) : null
  const own = card?.phones.find(({ phone }) => phone === task.address)
  const usual = task.address ? own : (card?.phones.find(({ refused }) => !refused) ?? card?.phones[0])
  const queue = task.queue_id ? await findQueue(db, task.queue_id) : undefined
  return {
    clientId: card?.clientId ?? null,
    personId: usual?.personId ?? null,
    phone: task.address ?? usual?.phone ?? null,
    marketId: card?.marketId ?? queue?.market_id ?? (await firstMarket(db)),
    language: task.language ?? card?.language ?? queue?.language ?? 'ru',
    queueId: task.queue_id,
    taskId: task.id,
    interactionId: task.interaction_id,
    refused: (usual ? usual.refused : card?.refused) ?? null,
    asked: task.kind === 'callback',
  }
}

const NOBODY = { queueId: null, taskId: null, interactionId: null, asked: false }
