/** The door of the claims room. */
export { assignClaim } from './assign-claim.ts'
export { claimRoutes } from './claim.routes.ts'
export type { NumberHit } from './claim.store.ts'
export { escalateClaims } from './escalate-claim.ts'
export { moveClaim } from './move-claim.ts'
export { openClaim } from './open-claim.ts'
export { categoryDictionary, putClaimCategory, putPolicy } from './policy.store.ts'
export { findClaimByNumber, searchClaimNumbers } from './read-claims.ts'
