/** The handlers’ list, page by page, and how many stand on it. */
import { customConditions } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { partsOf } from '#server/platform/text-search.store.ts'
import type { ListedClaim } from '#shared/claims/claim.contract.ts'
import type { ClaimCounts } from '#shared/claims/list/claim-counts.contract.ts'
import type { ClaimFilterAsked } from '#shared/claims/list/claim-filter.contract.ts'
import { periodAsked } from '../board/period-asked.ts'
import { presentClaim } from '../claim.present.ts'
import { readRiskBounds } from '../clocks/stage-times/risk-bounds.ts'
import { risksOf } from '../clocks/stage-times/stage-times.ts'
import { tagsOfClaims } from '../tags/claim-tag.store.ts'
import {
  type ClaimFilter,
  type ClaimPageAsked,
  countClaimRows,
  keyAfter,
  listClaimRows,
} from './claim-list.store.ts'
import { piecesFound } from './claim-search.store.ts'

export const filterOf = async (
  q: Queryable,
  actor: Actor,
  { custom, from, to, zone, ...asked }: ClaimFilterAsked,
  now: number,
): Promise<ClaimFilter> => ({
  ...asked,
  custom: await customConditions(q, 'claim', custom),
  period: await periodAsked(q, actor, { from, to, zone }),
  riskBounds: asked.risk ? await readRiskBounds(q, now) : [],
  userId: actor.userId,
  now,
})

/** A page within the actor's reach, in the order asked for; `next` is the key of the page after. */
export const listClaims = async (
  q: Queryable,
  actor: Actor,
  {
    sort = 'deadline',
    after,
    skip = 0,
    limit,
    ...asked
  }: ClaimFilterAsked & Partial<ClaimPageAsked> & { limit: number },
  now: number,
): Promise<{ claims: ListedClaim[]; next: string | null; now: number }> => {
  const filter = await filterOf(q, actor, asked, now)
  const reach = reachOf(actor, 'claim.read')
  const rows = await listClaimRows(q, reach, filter, { sort, after, skip, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const ids = shown.map(({ id }) => id)
  const tags = await tagsOfClaims(q, ids)
  const pieces = asked.search ? await piecesFound(q, ids, asked.search) : new Map<string, string>()
  const risks = await risksOf(q, shown, now)
  const last = shown.at(-1)
  return {
    claims: shown.map((row) => ({
      ...presentClaim(row, now, risks.has(row.id)),
      tags: tags.get(row.id) ?? [],
      found: partsOf(pieces.get(row.id)),
    })),
    next: rows.length > shown.length && last ? keyAfter(last, sort) : null,
    now,
  }
}

export const countClaims = async (
  q: Queryable,
  actor: Actor,
  asked: ClaimFilterAsked,
  now: number,
): Promise<ClaimCounts> =>
  countClaimRows(q, reachOf(actor, 'claim.read'), await filterOf(q, actor, asked, now))
