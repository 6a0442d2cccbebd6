/** The list's filter, as the address holds it, in the words of the contract. */
import { z } from 'zod'
import type { listClaims } from '#shared/claims/claim.contract.ts'
import { claimStates, severities } from '#shared/claims/claim.state.ts'

type Query = NonNullable<typeof listClaims.query>['_output']

export type ClaimFilter = {
  /** `any`, `mine`, `free`, or a handler's id. */
  whose: string
  /** `open`, `closed`, `all`, or `state-` and one state. */
  state: string
  market: string
  severity: string
  /** `1`, or nothing. */
  overdue: string
  search: string
  /** See shared/organisation/custom-filter.ts. */
  custom: string
}

/** What an address may hold besides is not asked for: an old link still opens. */
export const claimQuery = (filter: ClaimFilter): Partial<Omit<Query, 'after'>> => {
  const state = claimStates.states.find((one) => `state-${one}` === filter.state)
  const status = (['open', 'closed', 'all'] as const).find((one) => one === filter.state)
  return {
    ...(filter.whose === 'mine' && { mine: '1' as const }),
    ...(filter.whose === 'free' && { free: '1' as const }),
    ...(isId(filter.whose) && { handler: filter.whose }),
    ...(state ? { state } : { status: status ?? 'open' }),
    ...(isId(filter.market) && { market: filter.market }),
    severity: severities.find((one) => one === filter.severity),
    ...(filter.overdue === '1' && { overdue: '1' as const }),
    search: filter.search.trim().slice(0, 100) || undefined,
    ...(filter.custom !== '' && { custom: filter.custom }),
  }
}

const isId = (text: string): boolean => z.uuid().safeParse(text).success
