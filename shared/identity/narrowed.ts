/** Has somebody's reach become smaller? What was opened under it must then be closed. */
import { type Scope, scopes } from './permissions.ts'

export type Rights = {
  grants: ReadonlyMap<string, Scope>
  marketId: string | null
  departmentIds: readonly string[]
}

/** True when anything that was permitted before might not be now. */
export const isNarrowed = (before: Rights, after: Rights): boolean => {
  for (const [permission, scope] of before.grants) {
    const now = after.grants.get(permission)
    if (!now || scopes.indexOf(now) < scopes.indexOf(scope)) return true
  }
  if (before.marketId !== null && before.marketId !== after.marketId) return true
  return before.departmentIds.some((id) => !after.departmentIds.includes(id))
}
