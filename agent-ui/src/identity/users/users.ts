/** What the users' screens share. */
import { computed } from 'vue'
import { listRoles } from '#shared/identity/role.contract.ts'
import type { UserView } from '#shared/identity/user.contract.ts'
import type { Tone } from '../../kit/tone.ts'
import { useLiveQuery } from '../../platform/live-query.ts'
import { named } from '../../platform/named.ts'

export type UserState = 'active' | 'invited' | 'inactive'

export const stateOf = (user: Pick<UserView, 'active' | 'invited'>): UserState => {
  if (!user.active) return 'inactive'
  return user.invited ? 'invited' : 'active'
}

const tones: Record<UserState, Tone> = { active: 'online', invited: 'soon', inactive: 'quiet' }
export const toneOf = (state: UserState): Tone => tones[state]

/** Roles, kept fresh, with their names by code. */
export const useRoles = () => {
  const { data, failure, refetch } = useLiveQuery(listRoles, {}, { watch: ['role'] })
  const roles = computed(() => data.value?.roles)
  const roleName = (code: string): string => {
    const role = roles.value?.find((one) => one.code === code)
    return role ? named(role) : code
  }
  /** To choose from. */
  const roleItems = computed(() =>
    (roles.value ?? []).map((role) => ({ value: role.code, label: named(role) })),
  )
  return { roles, roleItems, roleName, failure, refetch }
}
