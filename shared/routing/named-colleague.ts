/** A client passed on to a named colleague: for as long as they come, the client is theirs alone. */
import { isTakingWork } from './eligibility.ts'
import type { AgentFacts } from './facts.ts'

export type NamedColleague = Pick<AgentFacts, 'presence' | 'reachable'> & {
  /** Declined this very client or did not answer, however long ago. */
  hasRefused: boolean
}

/** Nobody waits for who won't come: away, unreachable, or asked before in vain, and the client is the whole queue's. */
export const isComing = (colleague: NamedColleague | null): boolean =>
  colleague !== null && isTakingWork(colleague) && !colleague.hasRefused
