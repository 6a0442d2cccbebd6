/** Which pages a user may be shown, as plain decisions over what the session says. */
import type { Permission } from '#shared/identity/permissions.ts'

type Need = Permission | Permission[] | undefined

/** One of several is enough; no need is open to everyone who is signed in. */
export const allowed = (need: Need, may: (permission: Permission) => boolean): boolean => {
  if (need === undefined) return true
  return (Array.isArray(need) ? need : [need]).some(may)
}

export type Destination =
  | { kind: 'go' }
  | { kind: 'sign-in'; next: string }
  | { kind: 'first-administrator' }
  | { kind: 'denied' }

/** Where a visit to a page leads, given who asks. */
export const decideVisit = (
  page: { fullPath: string; public: boolean; permission: Need; firstAdministrator: boolean },
  who: { signedIn: boolean; needsFirstAdministrator: boolean; may: (permission: Permission) => boolean },
): Destination => {
  if (who.needsFirstAdministrator)
    return page.firstAdministrator ? { kind: 'go' } : { kind: 'first-administrator' }
  if (page.public) return { kind: 'go' }
  if (!who.signedIn) return { kind: 'sign-in', next: page.fullPath }
  return allowed(page.permission, who.may) ? { kind: 'go' } : { kind: 'denied' }
}
