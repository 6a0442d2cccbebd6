/** What a move of a claim asks for, as its form holds it; read into the move's own fields when it is sent. */
import type { ClaimPage, MoveClaimInput } from '#shared/claims/claim.contract.ts'
import type { ClaimField } from '#shared/claims/claim.policy.ts'

type Move = ClaimPage['moves'][number]
/** Texts as typed, choices by their codes; `''`: nothing yet. */
export type MoveForm = Record<ClaimField, string>

/** What stands already is there to be looked through; grounds are of this move alone. */
export const formOfMove = ({ details, findings, answer }: ClaimPage): MoveForm => ({
  severity: details.severity,
  safety: details.safety === null ? '' : details.safety ? 'yes' : 'no',
  complexity: details.complexity ?? '',
  impact: details.impact ?? '',
  immediateAction: details.immediateAction ?? '',
  findings: findings ?? '',
  causeId: details.causeId ?? '',
  remedy: details.remedy ?? details.remedySought ?? '',
  answer: answer ?? '',
  grounds: '',
})

/** A blank field is left out: the server says that it is missing. */
export const bodyOfMove = ({ move, asks }: Move, form: MoveForm, version: number): MoveClaimInput => {
  const filled = asks.flatMap((field) => {
    const value = form[field].trim()
    if (value === '') return []
    return [[field, field === 'safety' ? value === 'yes' : value] as const]
  })
  return { move, version, ...Object.fromEntries(filled) } as MoveClaimInput
}

export const wasTyped = ({ asks }: Move, form: MoveForm, before: MoveForm): boolean =>
  asks.some((field) => form[field].trim() !== before[field].trim())
