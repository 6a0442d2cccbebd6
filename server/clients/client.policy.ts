/** Who may see a card, and who may change it. */
import { type Actor, type Reach, reachOf } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { conflict, denied, notFound } from '#server/platform/errors.ts'
import type { Permission } from '#shared/identity/permissions.ts'
import { type ClientRow, findClient, lockClient } from './client.store.ts'

/** A card out of reach is not found: that it exists is not the actor's to know. */
export const readableClient = async (db: Queryable, actor: Actor, id: string): Promise<ClientRow> => {
  const client = await findClient(db, reachOf(actor, 'client.read'), id)
  if (!client) throw notFound('client', id)
  return client
}

/** A card that more may be filed under. @throws 404, 409 `erased` */
export const standingClient = async (db: Queryable, actor: Actor, id: string): Promise<ClientRow> => {
  const client = await readableClient(db, actor, id)
  if (client.erased_at) throw conflict('erased')
  return client
}

/**
 * The card, locked, for who may do this with it. One that they may see but not touch is denied, not hidden.
 * @throws 404 `not_found`, 403 `denied`, 409 `merged`: another card stands for it, `erased`: nobody is known by it any more
 */
export const lockedFor = async (
  trx: Trx,
  actor: Actor,
  permission: Permission,
  id: string,
): Promise<ClientRow> => {
  const client = await lockClient(trx, reachOf(actor, permission), id)
  if (client?.merged_into) throw conflict('merged', { into: client.merged_into })
  if (client?.erased_at) throw conflict('erased')
  if (client) return client
  await readableClient(trx, actor, id)
  throw denied(permission)
}

export const editableClient = (trx: Trx, actor: Actor, id: string): Promise<ClientRow> =>
  lockedFor(trx, actor, 'client.edit', id)

export const mayEdit = async (db: Queryable, reach: Reach | null, id: string): Promise<boolean> =>
  reach !== null && (await findClient(db, reach, id)) !== undefined

/** After a write: a card that would be beyond the writer's own reach is not theirs to make, or to give. @throws 403 */
export const mustStillEdit = async (trx: Trx, actor: Actor, id: string): Promise<void> => {
  if (!(await mayEdit(trx, reachOf(actor, 'client.edit'), id))) throw denied('client.edit')
}
