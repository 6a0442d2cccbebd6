/** Who may bring clients in from a file, and what stands in the way of a move. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { conflict, denied, notFound } from '#server/platform/errors.ts'
import { findImport, type ImportRecord } from './import.store.ts'

/**
 * A file is held against all cards of the house, and may touch any of them: whoever brings it sees and edits all.
 * @throws 403 `denied`, naming what is held too narrowly
 */
export const mayImport = (actor: Actor): void => {
  for (const permission of ['client.read', 'client.edit'] as const) {
    if (reachOf(actor, permission).kind !== 'all') throw denied(permission)
  }
}

/** @throws 404, 403 */
export const importFor = async (db: Queryable, actor: Actor, id: string): Promise<ImportRecord> => {
  mayImport(actor)
  const found = await findImport(db, id)
  if (!found) throw notFound('import', id)
  return found
}

/** Somebody else, or the worker, has moved it on. */
export const movedOn = async (db: Queryable, id: string) =>
  conflict('import_moved', { state: (await findImport(db, id))?.state })
