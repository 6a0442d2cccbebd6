/** Web voice: the provider that needs no account. Nothing outside this folder knows that a call is a web call. */
export { serveAgentLegs } from './agent-leg.sockets.ts'
export { type PhoneReader, serveCallers } from './caller.sockets.ts'
export { webVoiceCarrier } from './carry-order.ts'
export { callLinkRoutes } from './issue-call-link.ts'
export { roomForCall } from './media.store.ts'
export { type MediaPool, openMediaPool } from './media-pool.ts'
export { openPageOf, SEEN_WITHIN_MS } from './open-page.store.ts'
