/** Who may merge which cards: both must be theirs to change, and stand on their own. */
import type { Actor } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { lockedFor } from '../client.policy.ts'
import type { ClientRow } from '../client.store.ts'
import { holdCards } from './merge.store.ts'

/** @throws 404, 403, 409 `same_client`, `merged` */
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
  return { client, other }
}
