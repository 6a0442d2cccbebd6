/** Who may make each move, and what must be filled first. Pure: the server refuses by it, the screen explains by it. */
import type { Permission } from '../identity/permissions.ts'
import type { ClaimMove, Severity } from './claim.state.ts'
import type { Complexity, Remedy } from './details/detail-codes.ts'

/** What a move may bring with it. */
export const claimFields = [
  'severity',
  'safety',
  'complexity',
  'impact',
  'immediateAction',
  'findings',
  'causeId',
  'remedy',
  'answer',
  'grounds',
] as const
export type ClaimField = (typeof claimFields)[number]

/** What may be missing besides: a handler, the long way, somebody else. */
export const claimNeeds = [...claimFields, 'handler', 'approval', 'another'] as const
export type ClaimNeed = (typeof claimNeeds)[number]

/** What stands of a claim before a move; null: not filled yet. */
export type ClaimBefore = {
  severity: Severity
  safety: boolean | null
  complexity: Complexity | null
  impact: string | null
  immediateAction: string | null
  findings: string | null
  causeId: string | null
  remedy: Remedy | null
  agreedMinor: number | null
  handlerId: string | null
  /** Who proposed the answer that stands; null: nobody. */
  proposedById: string | null
}
export type ClaimGiven = {
  severity?: Severity | undefined
  safety?: boolean | undefined
  complexity?: Complexity | undefined
  impact?: string | undefined
  immediateAction?: string | undefined
  findings?: string | undefined
  causeId?: string | undefined
  remedy?: Remedy | undefined
  answer?: string | undefined
  grounds?: string | undefined
}

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

const judged = ['severity', 'safety', 'complexity', 'impact', 'immediateAction'] as const
const found = ['findings', 'causeId'] as const
const grounds: readonly ClaimField[] = ['grounds']

/** What the form of each move asks for; what stands already need not be written again, but for its own text. */
export const fieldsOfMove: Record<ClaimMove, readonly ClaimField[]> = {
  acknowledge: [],
  assess: judged,
  investigate: found,
  propose: ['remedy', 'answer'],
  approve: [],
  sendBack: grounds,
  communicate: [],
  answer: ['answer'],
  reject: grounds,
  close: [],
  lapse: [],
  merge: [],
  settle: [],
  verify: [],
  dispute: grounds,
  withdraw: grounds,
  reopen: grounds,
}

export type ClaimText = 'findings' | 'answer' | 'grounds'

/** The text that a move is told by; it is written anew for each. */
export const textOfMove = (move: ClaimMove): ClaimText | null =>
  (['findings', 'answer', 'grounds'] as const).find((text) => fieldsOfMove[move].includes(text)) ?? null

/** Moves that overtake the grounds of the one before: what was disputed or sent back is answered, or goes on elsewhere. */
export const overtakesGrounds: ReadonlySet<ClaimMove> = new Set(['propose', 'answer', 'merge'])

/** Moves that nobody makes by a button: the hub's own, and those that come with a deed of their own. */
export const byDeedOnly: ReadonlySet<ClaimMove> = new Set(['lapse', 'merge'])

export const isGrave = (severity: Severity): boolean => severity === 'high' || severity === 'critical'

/** A grave, unsafe or dear claim goes the whole way: judged and looked into before it is answered, and decided by two. */
export const goesWholeWay = (claim: Pick<ClaimBefore, 'severity' | 'safety' | 'agreedMinor'>): boolean =>
  isGrave(claim.severity) || claim.safety === true || (claim.agreedMinor ?? 0) > 0

/** Everything that is still missing; empty: the move may be made. `given` goes over what stands. */
export const missingForMove = (
  move: ClaimMove,
  claim: ClaimBefore,
  given: ClaimGiven,
  /** Null: the client, or the hub itself. */
  actorId: string | null,
): ClaimNeed[] => {
  const after = withGiven(claim, given)
  const whole = goesWholeWay(after)
  const missing: ClaimNeed[] = claim.handlerId ? [] : ['handler']
  if (move === 'answer' && whole) missing.push('approval')
  if (move === 'approve' && whole && claim.proposedById === actorId) missing.push('another')
  const text = textOfMove(move)
  const asked = [...fieldsOfMove[move], ...stepsBefore(move, whole)]
  return [
    ...missing,
    ...new Set(asked.filter((field) => isBlank(field === text ? given[text] : after[field]))),
  ]
}

/** What the steps that were left out would have filled. */
const stepsBefore = (move: ClaimMove, whole: boolean): readonly ClaimField[] => {
  if (!whole) return []
  if (move === 'propose') return [...judged, ...found]
  return move === 'reject' || move === 'answer' ? ['findings'] : []
}

type After = ClaimBefore & Pick<ClaimGiven, 'answer' | 'grounds'>

const withGiven = (claim: ClaimBefore, given: ClaimGiven): After => ({
  ...claim,
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
})

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
