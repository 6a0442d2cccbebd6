/** Who may bring clients in from a file. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { denied } from '#server/platform/errors.ts'

/**
 * A file is held against all cards of the house, and may touch any of them: whoever brings it sees and edits all.
 * @throws 403 `denied`, naming what is held too narrowly
 */
export const mayImport = (actor: Actor): void => {
  for (const permission of ['client.read', 'client.edit'] as const) {
    if (reachOf(actor, permission).kind !== 'all') throw denied(permission)
  }
}
