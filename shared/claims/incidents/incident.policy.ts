/** Which moves can be made for all claims of an incident with one text and one choice. Pure. */
import { byDeedOnly, type ClaimField, fieldsOfMove } from '../claim.policy.ts'
import type { ClaimMove } from '../claim.state.ts'
import { incidentChoices } from './incident.contract.ts'

/** The rest is of each claim: how grave it is, what it has done. */
const common: ReadonlySet<ClaimField> = new Set(['findings', 'answer', 'grounds', ...incidentChoices])

export const isOfIncidents = (move: ClaimMove): boolean =>
  !byDeedOnly.has(move) && fieldsOfMove[move].every((field) => common.has(field))

export const choicesOfMove = (move: ClaimMove) =>
  incidentChoices.filter((field) => fieldsOfMove[move].includes(field))
