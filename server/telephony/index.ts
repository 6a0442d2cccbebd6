/** The telephony room's door. */
export { applyCallEvent } from './apply-call-event.ts'
export { callRoutes } from './call.routes.ts'
export { bringForward, type CallRow, dueCalls, findCall, lockCall } from './call.store.ts'
export { callFigures } from './call-figures.ts'
export { demoRoutes } from './demo-caller.ts'
export { dropLeg } from './drop-leg.ts'
export type { FlowHandlers } from './edit-flow.ts'
export { endCall } from './end-call.ts'
export { endLostLegs } from './end-lost-legs.ts'
export { ensureFirstFlow } from './ensure-first-flow.ts'
export { flowRoutes } from './flow.routes.ts'
export { activeFlow } from './flow.store.ts'
export { leadDueCaller, leaveFlow, speak, tellQueue } from './lead-caller.ts'
export { findLeg, insertLegs, type LegRow, openLegs, placeLeg, wasOnCall } from './leg.store.ts'
export { type MessageListener, orderMessage } from './messages.ts'
export { numberRoutes } from './numbers/number.routes.ts'
export { senderNumber } from './numbers/number.store.ts'
export { arrange, orderVoice, voiceKind } from './order-voice.ts'
export { publishFlow } from './publish-flow.ts'
export { receiveArrival } from './receive-arrival.ts'
export { startRecording } from './record-call.ts'
export { runningRecording } from './recording.store.ts'
export { settleRecordings } from './settle-recordings.ts'
export type { CallListener, EndReason, QueueAnswer, Telephony } from './telephony.ts'
export {
  messageNetwork,
  reconcileCalls as reconcileNetworkCalls,
  reconcileMessages as reconcileNetworkMessages,
  twilioFetchers as networkFetchers,
} from './twilio/index.ts'
