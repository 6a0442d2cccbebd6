/** The door of the clients room. */
export { cardSummary } from './card-summary.ts'
export { readableClient } from './client.policy.ts'
export { type ClientHandlers, clientRoutes } from './client.routes.ts'
export { makeProvisionalClient, type Provisional } from './make-provisional.ts'
export { moveNotes as moveInteractionNotes } from './note.store.ts'
export { type AddressCandidate, type AddressKind, resolveAddress } from './resolve-address.ts'
export type { FindByClaimNumber } from './search-clients.ts'
export { type TimelineEntry, writeTimeline } from './timeline.store.ts'
