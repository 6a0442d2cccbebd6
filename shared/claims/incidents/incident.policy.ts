/** Which moves can be made for all claims of an incident with one text and one choice. Pure. */
import { byDeedOnly, type ClaimField, fieldsOfMove } from '../claim.policy.ts'
import type { ClaimMove, ClaimState } from '../claim.state.ts'
import type { Remedy } from '../details/detail-codes.ts'
import { incidentChoices } from './incident.contract.ts'

/** The rest is of each claim: how grave it is, what it has done. */
const common: ReadonlySet<ClaimField> = new Set(['findings', 'answer', 'grounds', ...incidentChoices])

export const isOfIncidents = (move: ClaimMove): boolean =>
  !byDeedOnly.has(move) && fieldsOfMove[move].every((field) => common.has(field))

type Answered = { state: ClaimState; answer: string | null; remedy: Remedy | null }

/** This is proposed already: a claim allows it again, but taken up again after a break it would lose its approval. */
export const isProposedSo = (
  { state, answer, remedy }: Answered,
  deed: { move: ClaimMove; text?: string | undefined; remedy?: Remedy | undefined },
): boolean =>
  deed.move === 'propose' &&
  (state === 'proposed' || state === 'approved') &&
  answer === deed.text &&
  (deed.remedy === undefined || remedy === deed.remedy)

export const choicesOfMove = (move: ClaimMove) =>
  incidentChoices.filter((field) => fieldsOfMove[move].includes(field))
