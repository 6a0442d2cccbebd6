/** Which details may be changed in which state. Pure. */
import { type ClaimState, owesAnswer } from '../claim.state.ts'
import type { EditDetailsInput } from './detail.contract.ts'

type Field = Exclude<keyof EditDetailsInput, 'version'>

/** What an answer promises, and what it was approved by: changed by proposing anew, not behind the approval. */
const decided: readonly Field[] = ['severity', 'safety', 'remedy', 'agreedMinor', 'currency']

export const isDecided = (state: ClaimState, field: Field): boolean =>
  decided.includes(field) && (state === 'approved' || !owesAnswer(state))
