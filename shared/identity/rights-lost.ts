/** What the holders of a role lose when its grants become others; what another of their roles gives, they keep. */
import { type Permission, permissionNames, type Scope, scopes } from './permissions.ts'

export type Grants = Readonly<Partial<Record<string, Scope>>>
export type Holder = { name: string; others: Grants }
export type Loss = { permission: Permission; names: string[] }

const reach = (...grants: (Scope | undefined)[]): number =>
  Math.max(...grants.map((scope) => (scope ? scopes.indexOf(scope) : -1)))

/** Of each permission that somebody loses or holds less widely: who, in the order given. */
export const rightsLost = (holders: readonly Holder[], before: Grants, after: Grants): Loss[] =>
  permissionNames.flatMap((permission) => {
    const names = holders
      .filter(
        ({ others }) =>
          reach(after[permission], others[permission]) < reach(before[permission], others[permission]),
      )
      .map(({ name }) => name)
    return names.length > 0 ? [{ permission, names }] : []
  })
