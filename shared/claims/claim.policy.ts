/** Who may make each move, and what must be filled first. Pure: the server refuses by it, the screen explains by it. */
import type { Permission } from '../identity/permissions.ts'
import type { ClaimMove, Severity } from './claim.state.ts'

/** Texts that a move brings with it. */
export type ClaimText = 'findings' | 'answer' | 'grounds'
export type ClaimNeed = ClaimText | 'handler' | 'approval' | 'another'

export type ClaimBefore = {
  severity: Severity
  handlerId: string | null
  findings: string | null
  /** Who proposed the answer that stands; null: nobody. */
  proposedById: string | null
}
export type ClaimGiven = Partial<Record<ClaimText, string>>

/**
 * The client's own words (accepts, confirms, disputes, takes back, comes back) may be noted by whoever hears them;
 * what we decide is the handler's, and what is decided about the handler's proposal is a lead's.
 */
export const permissionForMove: Record<ClaimMove, Permission> = {
  acknowledge: 'claim.work',
  assess: 'claim.work',
  investigate: 'claim.work',
  propose: 'claim.work',
  approve: 'claim.approve',
  sendBack: 'claim.approve',
  communicate: 'claim.work',
  answer: 'claim.work',
  reject: 'claim.work',
  close: 'claim.work',
  lapse: 'claim.work',
  merge: 'claim.work',
  settle: 'claim.open',
  verify: 'claim.open',
  dispute: 'claim.open',
  withdraw: 'claim.open',
  reopen: 'claim.open',
}

/** The text each move asks for. */
export const textOfMove: Record<ClaimMove, ClaimText | null> = {
  acknowledge: null,
  assess: null,
  investigate: 'findings',
  propose: 'answer',
  approve: null,
  sendBack: 'grounds',
  communicate: null,
  answer: 'answer',
  reject: 'grounds',
  close: null,
  lapse: null,
  merge: null,
  settle: null,
  verify: null,
  dispute: 'grounds',
  withdraw: 'grounds',
  reopen: 'grounds',
}

/** Moves that nobody makes by a button: the hub's own, and those that come with a deed of their own. */
export const byDeedOnly: ReadonlySet<ClaimMove> = new Set(['lapse', 'merge'])

const decided: ReadonlySet<ClaimMove> = new Set(['propose', 'answer', 'reject'])

/** A grave claim goes the whole way: looked into before it is decided, and decided by two. */
export const isGrave = (severity: Severity): boolean => severity === 'high' || severity === 'critical'

/** Everything that is still missing; empty: the move may be made. */
export const missingForMove = (
  move: ClaimMove,
  claim: ClaimBefore,
  given: ClaimGiven,
  /** Null: the client, or the hub itself. */
  actorId: string | null,
): ClaimNeed[] => {
  const missing: ClaimNeed[] = []
  const grave = isGrave(claim.severity)
  if (!claim.handlerId) missing.push('handler')
  if (decided.has(move) && grave && !claim.findings) missing.push('findings')
  if (move === 'answer' && grave) missing.push('approval')
  if (move === 'approve' && grave && claim.proposedById === actorId) missing.push('another')
  const text = textOfMove[move]
  if (text && !given[text]?.trim()) missing.push(text)
  return missing
}
