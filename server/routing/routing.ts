/** What the routing room works with: the telephony it directs, and the router to wake. */
import type { Telephony } from '../telephony/index.ts'

export type Routing = Telephony & {
  /** Something changed that may let an offer be made. Cheap; call it after the commit. */
  wakeRouter(): void
}
