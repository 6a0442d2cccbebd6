/** The door to identity: who is there, what they may do, and the trace of both. */
import type { Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { sessionRoutes } from './sessions/session.routes.ts'

export { type AuditEntry, audit } from './audit/audit.store.ts'
export { auditLater, flushAudit } from './audit/audit-later.ts'
export { cheapCost, type HashCost, hashPassword, usualCost } from './passwords/hash-password.ts'
export { seedRoles } from './roles/seed-roles.ts'
export { authenticateHeaders } from './sessions/authenticate.ts'
export { createGatekeeper } from './sessions/gatekeeper.ts'
export { originAllowed } from './sessions/origin.ts'
export { createUser, type NewUser } from './users/create-user.ts'

export const identityRoutes = (platform: Platform): Route[] => [...sessionRoutes(platform)]
