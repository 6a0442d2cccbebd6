/** What stands in the way of a message to somebody, and who may write where. */
import type { Barrier } from '#shared/channels/message.contract.ts'
import { isE164 } from '#shared/organisation/phone.ts'
import { messagesStopped } from '../clients/index.ts'
import { findReadable, type InteractionRow } from '../interactions/index.ts'
import { type Actor, reachOf } from '../platform/actor.ts'
import type { Queryable } from '../platform/database.ts'
import { conflict, notFound } from '../platform/errors.ts'

export type Way = {
  /** Who carries messages; null while no network is connected. */
  network: string | null
  /** The house's number that it would come from; null when the house has none. */
  number: string | null
  address: string
  clientId: string | null
  personId: string | null
}

/** Null when it may go. */
export const barrierOf = async (db: Queryable, way: Way): Promise<Barrier | null> => {
  if (way.network === null) return 'no_network'
  if (way.number === null) return 'no_sender'
  // Banks and shops send under a name.
  if (!isE164(way.address)) return 'not_a_phone'
  return (await messagesStopped(db, way)) === null ? null : 'opted_out'
}

/** @throws 409 that says why nothing can be written */
export const mustGo = async (db: Queryable, way: Way): Promise<Way & { network: string; number: string }> => {
  const barrier = await barrierOf(db, way)
  const { network, number } = way
  if (barrier !== null || network === null || number === null) throw conflict(barrier ?? 'no_network')
  return { ...way, network, number }
}

/** An interaction that the actor may write in. @throws 404 */
export const writableInteraction = async (
  db: Queryable,
  actor: Actor,
  interactionId: string,
): Promise<InteractionRow> => {
  const row = await findReadable(db, interactionId, reachOf(actor, 'message.send'))
  if (row?.channel !== 'sms') throw notFound('interaction', interactionId)
  return row
}
