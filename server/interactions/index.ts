/** The interactions room's door. */
export { closeInteraction } from './close-interaction.ts'
export { dispositionDictionary } from './disposition.store.ts'
export { endWrapUp } from './finish-wrap-up.ts'
export { interactionRoutes } from './interaction.routes.ts'
export {
  changeInteraction,
  findInteraction,
  type InteractionRow,
  interactionOfCall,
  lastTopicOf,
  lockInteraction,
  lockInteractionOfCall,
  lockInteractions,
  markAnswered,
  moveInteraction,
} from './interaction.store.ts'
export { releaseWrapUp } from './leave-wrap-up.ts'
export { fileUnder } from './link-client.ts'
export { clientMarket, firstMarket } from './market.store.ts'
export { noteHold } from './note-hold.ts'
export { openInteraction } from './open-interaction.ts'
export { openOutbound } from './open-outbound.ts'
export { findReadable } from './readable.store.ts'
export { receiveCall } from './receive-call.ts'
export { startTalk } from './start-talk.ts'
export { startWrapUp } from './start-wrap-up.ts'
export { closeTalk, lastTalkEnd, openTalk } from './talk.store.ts'
export { writeOnCard } from './write-on-card.ts'
