/** Who may merge which cards: both must be theirs to change, and stand on their own; and when. */
import type { Actor } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { lockedFor } from '../client.policy.ts'
import type { ClientRow } from '../client.store.ts'
import { familyOf, holdCards, isMoving } from './merge.store.ts'

/** @throws 404, 403, 409 `same_client`, `merged`, `merge_moving` */
export const bothForMerge = async (
  trx: Trx,
  actor: Actor,
  clientId: string,
  otherId: string,
): Promise<{ client: ClientRow; other: ClientRow }> => {
  await holdCards(trx, [clientId, otherId])
  const client = await lockedFor(trx, actor, 'client.merge', clientId)
  const other = await lockedFor(trx, actor, 'client.merge', otherId)
  if (client.id === other.id) throw conflict('same_client')
  await mustHaveArrived(trx, [...(await familyOf(trx, client.id)), ...(await familyOf(trx, other.id))])
  return { client, other }
}

/**
 * A history on its way goes to the card that stands: were that to change before it has arrived, some would stay behind.
 * @param cards held until the transaction ends
 * @throws 409 `merge_moving`
 */
export const mustHaveArrived = async (trx: Trx, cards: string[]): Promise<void> => {
  if (await isMoving(trx, cards)) throw conflict('merge_moving')
}
