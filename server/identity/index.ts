/** The door to identity: who is there, what they may do, and the trace of both. */
import type { Actor } from '#server/platform/actor.ts'
import type { Route } from '#server/platform/http.ts'
import type { Carrier } from '#server/platform/outbox.ts'
import type { Platform } from '#server/platform/platform.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { auditLater } from './audit/audit-later.ts'
import { jobRoutes } from './jobs/jobs.routes.ts'
import { outboxRoutes } from './outbox/outbox.routes.ts'
import { passwordRoutes } from './passwords/password.routes.ts'
import { RESET_REQUEST, sendResetLetter } from './passwords/request-reset.ts'
import { roleRoutes } from './roles/role.routes.ts'
import { secondFactorRoutes } from './second-factor/second-factor.routes.ts'
import { sessionRoutes } from './sessions/session.routes.ts'
import { singleSignOnRoutes } from './single-sign-on/single-sign-on.routes.ts'
import { tokenRoutes } from './tokens/token.routes.ts'
import { userRoutes } from './users/user.routes.ts'

export { changedMeanwhile, differingFields } from '#server/platform/changed-meanwhile.ts'
export { apiDocumentRoutes } from './api-document/api-document.routes.ts'
export { type AuditEntry, audit } from './audit/audit.store.ts'
export { auditLater, flushAudit } from './audit/audit-later.ts'
export { type IdentityReactions, identityReactions } from './identity-reactions.ts'
export { addressKey } from './limits/address-key.ts'
export { admitTry, type TryLimits } from './limits/admit-try.ts'
export { cheapCost, type HashCost, hashPassword, usualCost } from './passwords/hash-password.ts'
export { makeReset } from './passwords/make-reset.ts'
export { type AdministratorReset, resetAdministrator } from './passwords/reset-administrator.ts'
export { seedRoles } from './roles/seed-roles.ts'
export { authenticateHeaders } from './sessions/authenticate.ts'
export { endExpiredSessions } from './sessions/end-sessions.ts'
export { createGatekeeper } from './sessions/gatekeeper.ts'
export { originAllowed } from './sessions/origin.ts'
export { usersHolding } from './sessions/rights.store.ts'
export { hasOpenSession } from './sessions/session.store.ts'
export { createUser, type NewUser } from './users/create-user.ts'
export { findAllManaged, findManaged, findReadableUser } from './users/user.policy.ts'
export { bumpUsers, claimUserVersion, claimUserVersions, peopleIn } from './users/user.store.ts'

export const identityRoutes = (platform: Platform): Route[] => [
  ...sessionRoutes(platform),
  ...passwordRoutes(platform),
  ...secondFactorRoutes(platform),
  ...singleSignOnRoutes(platform),
  ...userRoutes(platform),
  ...tokenRoutes(platform),
  ...roleRoutes(platform),
  ...auditRoutes(platform),
  ...outboxRoutes(platform),
  ...jobRoutes(platform),
]

/** For `openSockets({ onDenied })`: a refused socket command in the audit. */
export const auditDeniedCommand =
  (platform: Platform) =>
  (actor: Actor, gate: string): void =>
    auditLater(platform, {
      at: platform.clock.now(),
      actorId: actor.userId,
      action: 'access',
      outcome: 'denied',
      data: { permission: gate, socket: true },
    })

/** For the worker's outbox. */
export const identityCarriers = (platform: Platform): Record<string, Carrier> => ({
  [RESET_REQUEST]: sendResetLetter(platform),
})
