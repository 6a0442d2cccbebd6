/** The door of the clients room. */
export { type BroughtClient, bringClient, takeBackClient } from './bring-client.ts'
export { cardSummary } from './card-summary.ts'
export {
  lockedFor as lockedClient,
  mayEdit as isInReach,
  readableClient,
  standingClient,
} from './client.policy.ts'
export { type ClientHandlers, clientRoutes } from './client.routes.ts'
export { isStanding, languageOfClient, managerOfClient, marketOfClient } from './client.store.ts'
export { hearConsent } from './consents/hear-consent.ts'
export { messagesStopped } from './consents/messages-stopped.ts'
export {
  addressesOfPerson,
  markErased,
  markPersonErased,
  ownPhones,
  personOfCard,
  personsOfCards,
} from './erase-card.store.ts'
export { eraseCard, eraseContact } from './erase-card.ts'
export { type Cell, decimalCell, sendSheet, sendTable, timeCell } from './export/send-sheet.ts'
export { carryImports, forgetAbandonedImports } from './import/carry/carry-imports.ts'
export { findCandidates as cardsMarked, soundsOf } from './import/carry/match.store.ts'
export { industryDictionary } from './industry.store.ts'
export { mailOfClient } from './mail-of-client.ts'
export { type Claimant, makeClaimant } from './make-claimant.ts'
export { makeProvisionalClient, type Provisional } from './make-provisional.ts'
export { carryMerges } from './merge/carry-merge.ts'
export { mustHaveArrived } from './merge/merge.policy.ts'
export { familyOf, holdCards, type StandingCard, standingCards } from './merge/merge.store.ts'
export { moveNotes as moveInteractionNotes } from './note.store.ts'
export { type PhoneOfClient, phonesToWrite, phoneToWrite } from './phone-to-write.ts'
export { scoreOfClient } from './read-priority.ts'
export { type AddressCandidate, type AddressKind, resolveAddress, resolveToFile } from './resolve-address.ts'
export type { FindByClaimNumber } from './search-clients.ts'
export { sourceDictionary } from './source.store.ts'
export { ensureTag } from './tags/tag.store.ts'
export {
  removeEntry as removeTimeline,
  type TimelineEntry,
  writeTimeline,
  writeTimelines,
} from './timeline.store.ts'
export { vouchFor } from './vouch-for.ts'
export { type Callable, type CallablePhone, whomToCall } from './whom-to-call.ts'
