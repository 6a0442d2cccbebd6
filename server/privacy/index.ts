/** The privacy room's door. */
export { carryErasures } from './carry-erasure.ts'
export { forgetExpired } from './disclosures/forget-disclosures.ts'
export { makeDisclosures } from './disclosures/make-disclosures.ts'
export { privacyRoutes } from './privacy.routes.ts'
