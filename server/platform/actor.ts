/** Who is acting, as every gate and store sees them. */
import { denied } from './errors.ts'

export type Scope = 'own' | 'department' | 'market' | 'all'

export type Actor = {
  userId: string
  sessionId: string
  name: string
  language: 'ru' | 'en'
  roles: string[]
  /** The user's department and all below it. */
  departmentIds: string[]
  marketId: string | null
  /** Widest scope of each permission the actor holds. */
  grants: ReadonlyMap<string, Scope>
}

/** How far a permission reaches for this actor, as a store can apply it. */
export type Reach =
  | { kind: 'all' }
  | { kind: 'market'; marketId: string | null; userId: string }
  | { kind: 'department'; departmentIds: string[]; userId: string }
  | { kind: 'own'; userId: string }

/** Throws `denied` (403) when the actor does not hold the permission at all. */
export const reachOf = (actor: Actor, permission: string): Reach => {
  const scope = actor.grants.get(permission)
  if (!scope) throw denied(permission)
  if (scope === 'all') return { kind: 'all' }
  if (scope === 'market') return { kind: 'market', marketId: actor.marketId, userId: actor.userId }
  if (scope === 'department') {
    return { kind: 'department', departmentIds: actor.departmentIds, userId: actor.userId }
  }
  return { kind: 'own', userId: actor.userId }
}

export const may = (actor: Actor, permission: string): boolean => actor.grants.has(permission)
