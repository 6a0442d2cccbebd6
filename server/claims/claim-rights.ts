/** Which of an actor's rights reach a claim. */
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { findClaim } from './claim.store.ts'

/** False also for a right that the actor does not hold at all. */
export const reaches = async (q: Queryable, actor: Actor, permission: string, id: string): Promise<boolean> =>
  may(actor, permission) && (await findClaim(q, reachOf(actor, permission), id)) !== null

/** Those of these permissions. */
export const rightsOver = async (
  q: Queryable,
  actor: Actor,
  id: string,
  permissions: Iterable<string>,
): Promise<Set<string>> => {
  const held = new Set<string>()
  for (const permission of new Set(permissions))
    if (await reaches(q, actor, permission, id)) held.add(permission)
  return held
}
