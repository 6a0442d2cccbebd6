/** The matrix of a role: permissions in groups, each with a scope or none. */
import { type Permission, permissionNames, type Scope } from '#shared/identity/permissions.ts'
import type { RoleView } from '#shared/identity/role.contract.ts'

export type Grants = Partial<Record<Permission, Scope>>
export type RoleForm = { nameRu: string; nameEn: string; grants: Grants; needsSecondFactor: boolean }

const groupOf = (name: string): string => name.split('.')[0] ?? name

/** Permissions by what stands before the dot: `claim.read` and `claim.work` are of `claim`. */
export const permissionGroups: { group: string; permissions: Permission[] }[] = [
  ...new Set(permissionNames.map(groupOf)),
].map((group) => ({ group, permissions: permissionNames.filter((name) => groupOf(name) === group) }))

/** Names that the code no longer knows are left behind: the server would refuse them. */
export const grantsOf = (role: Pick<RoleView, 'grants'>): Grants =>
  Object.fromEntries(
    permissionNames.filter((name) => role.grants[name]).map((name) => [name, role.grants[name]]),
  )

export const roleFormOf = (role: RoleView): RoleForm => ({
  nameRu: role.nameRu,
  nameEn: role.nameEn,
  grants: grantsOf(role),
  needsSecondFactor: role.needsSecondFactor,
})
