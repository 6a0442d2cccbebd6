/** The door of the clients room. */
export { cardSummary } from './card-summary.ts'
export { makeProvisionalClient, type Provisional } from './make-provisional.ts'
export { type AddressCandidate, type AddressKind, resolveAddress } from './resolve-address.ts'
export { type TimelineEntry, writeTimeline } from './timeline.store.ts'
