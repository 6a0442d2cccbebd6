/** What came of a move of one claim among many, in words. */
import type { ClaimOutcome } from '#shared/claims/incidents/incident.contract.ts'
import { ApiFailure } from '../../platform/failure.ts'
import { useClaimsWords } from '../words.ts'
import { useIncidentsWords } from './words.ts'

const { t } = useIncidentsWords()
const { t: claims, has } = useClaimsWords()

export const outcomeText = ({ fault }: ClaimOutcome, sayFailure: (failure: ApiFailure) => string): string => {
  if (!fault) return t('moves.ok')
  const needs = fault.missing.map((need) => `needs.${need}`).filter((key) => has(key))
  if (needs.length > 0) return needs.map((key) => claims(key as 'needs.handler')).join(', ')
  return sayFailure(new ApiFailure({ code: fault.code, status: 409 }))
}
