/** The list's filter, as the address holds it, in the words of the contract and back. */
import { z } from 'zod'
import { claimStates, severities } from '#shared/claims/claim.state.ts'
import {
  type ClaimFilterAsked,
  type ClaimSort,
  claimSorts,
} from '#shared/claims/list/claim-filter.contract.ts'
import { figureFields } from '#shared/claims/list/figure-filter.contract.ts'
import { queryOf } from '../platform/route-filter.ts'

/** What a figure of a board brings along, by the names of the contract; `''`: nothing. */
export type FigureKey = keyof typeof figureFields
export const figureKeys = Object.keys(figureFields) as FigureKey[]

export type ClaimFilter = Record<FigureKey, string> & {
  /** `all`, `overdue`, `soon`, `free`, `mine`: what of the rest is looked at. */
  lens: string
  /** `any`, `free` for nobody's, or a handler's id. */
  whose: string
  /** `open`, `closed`, `all`, or `state-` and one state. */
  state: string
  market: string
  severity: string
  category: string
  tag: string
  /** Ids that links bring along. */
  client: string
  product: string
  search: string
  /** See shared/organisation/custom-filter.ts. */
  custom: string
  sort: string
}

const noFigure = Object.fromEntries(figureKeys.map((key) => [key, ''])) as Record<FigureKey, string>

export const blankFilter: ClaimFilter = {
  ...noFigure,
  lens: 'all',
  whose: 'any',
  state: 'open',
  market: 'any',
  severity: 'any',
  category: 'any',
  tag: 'any',
  client: '',
  product: '',
  search: '',
  custom: '',
  sort: 'deadline',
}

export const lenses = ['all', 'overdue', 'soon', 'free', 'mine'] as const
export type Lens = (typeof lenses)[number]
export const lensOf = (text: string): Lens => lenses.find((one) => one === text) ?? 'all'

/** What an address may hold besides is not asked for: an old link still opens. */
export const claimQuery = (filter: ClaimFilter): ClaimFilterAsked => {
  const lens = lensOf(filter.lens)
  return { ...widely(filter), ...(lens !== 'all' && { [lens]: '1' as const }) }
}

/** The same through no lens: what each lens would show is counted of it. */
export const widely = (filter: ClaimFilter): ClaimFilterAsked => {
  const state = claimStates.states.find((one) => `state-${one}` === filter.state)
  const status = (['open', 'closed', 'all'] as const).find((one) => one === filter.state)
  const ids = { handler: filter.whose, ...pick(filter, ['market', 'category', 'tag', 'client', 'product']) }
  return {
    ...Object.fromEntries(Object.entries(ids).filter(([, id]) => isId(id))),
    ...(state ? { state } : { status: status ?? 'open' }),
    ...(filter.whose === 'free' && { free: '1' as const }),
    severity: severities.find((one) => one === filter.severity),
    search: filter.search.trim().slice(0, 100) || undefined,
    ...(filter.custom !== '' && { custom: filter.custom }),
    ...Object.fromEntries(
      figureKeys.flatMap((key) => (isFigure(key, filter[key]) ? [[key, filter[key]]] : [])),
    ),
  }
}

const isFigure = (key: FigureKey, text: string): boolean =>
  text !== '' && figureFields[key].safeParse(text).success

export const sortOf = (filter: ClaimFilter): ClaimSort =>
  claimSorts.find((one) => one === filter.sort) ?? 'deadline'

/** As an address would hold what was asked; `claimQuery` of it asks the same. */
export const filterOfQuery = (asked: ClaimFilterAsked, sort: ClaimSort): ClaimFilter => ({
  ...lookedAt(asked),
  state: asked.state ? `state-${asked.state}` : (asked.status ?? 'open'),
  market: asked.market ?? 'any',
  severity: asked.severity ?? 'any',
  category: asked.category ?? 'any',
  tag: asked.tag ?? 'any',
  client: asked.client ?? '',
  product: asked.product ?? '',
  search: asked.search ?? '',
  custom: asked.custom ?? '',
  sort,
  ...(Object.fromEntries(figureKeys.map((key) => [key, asked[key] ?? ''])) as Record<FigureKey, string>),
})

/** The list with exactly the claims that a figure counts. */
export const claimsOf = (asked: ClaimFilterAsked): { path: string; query: Record<string, string> } => ({
  path: '/claims',
  query: queryOf(blankFilter, filterOfQuery(asked, 'deadline')),
})

/** Through one lens at a time: what is nobody's and late too is looked for among nobody's. */
const lookedAt = (asked: ClaimFilterAsked): Pick<ClaimFilter, 'lens' | 'whose'> => {
  const lens = lenses.find((one) => one !== 'all' && asked[one]) ?? 'all'
  return { lens, whose: asked.handler ?? (asked.free && lens !== 'free' ? 'free' : 'any') }
}

const isId = (text: string): boolean => z.uuid().safeParse(text).success

const pick = <T extends object, K extends keyof T>(from: T, keys: K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>
