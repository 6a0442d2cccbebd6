/** Who may hand out what: nobody gives away, or takes away, a power over the hub that they do not hold. */
import { type Permission, type Scope, scopes } from './permissions.ts'

/** Permissions with which one could give oneself any other, or take over another's account. */
export const powers: readonly Permission[] = [
  'user.manage',
  'role.manage',
  'queue.manage',
  'organisation.manage',
  'flow.manage',
  'telephony.manage',
  'audit.read',
  'outbox.manage',
]

const widthOf = (scope: Scope | undefined): number => (scope ? scopes.indexOf(scope) : -1)

/** The powers among `grants` that go beyond the actor's; whoever manages all roles could grant them anyway. */
export const powersBeyond = (
  own: ReadonlyMap<string, Scope>,
  grants: Readonly<Record<string, Scope>>,
): Permission[] => {
  if (own.get('role.manage') === 'all') return []
  return powers.filter((power) => widthOf(grants[power]) > widthOf(own.get(power)))
}
