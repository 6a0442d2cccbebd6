/** The address that a figure leads to asks for exactly the claims that it counts. */
import { expect, test } from 'vitest'
import { ageBands } from '#shared/claims/board/age-bands.ts'
import { flowRows, groundRows, lateActionRows, standingRows } from '#shared/claims/board/board-figures.ts'
import { boardParts } from '#shared/claims/board/claim-board.contract.ts'
import { claimStates, closingGrounds } from '#shared/claims/claim.state.ts'
import { clockKinds } from '#shared/claims/clock-table.ts'
import type { ClaimFilterAsked } from '#shared/claims/list/claim-filter.contract.ts'
import { claimFlows, ratingKinds } from '#shared/claims/list/figure-filter.contract.ts'
import { problemSides } from '#shared/claims/problems/problem.contract.ts'
import { problemRows } from '#shared/claims/problems/problem-figures.ts'
import { filterOf } from '../../platform/route-filter.ts'
import { blankFilter, claimQuery, claimsOf, filterOfQuery } from '../claim-filter.ts'

const id = '0199a2b4-1111-7222-8333-444455556666'
const other = '0199a2b4-1111-7222-8333-444455557777'
const days = { from: '2026-03-02', to: '2026-03-08', zone: 'Asia/Shanghai' }
const scopes = [{}, { market: other, category: other, handler: other, main: other }]

/** A state says by itself whether a claim of it is open. */
const meant = (asked: ClaimFilterAsked) => {
  const { status, ...rest } = asked
  return JSON.parse(JSON.stringify(rest.state ? rest : { ...rest, status }))
}
const expectKept = (asked: ClaimFilterAsked) => {
  const { query } = claimsOf(asked)
  expect(meant(claimQuery(filterOf(blankFilter, query)))).toEqual(meant(asked))
  expect(filterOf(blankFilter, query)).toEqual(filterOfQuery(asked, 'deadline'))
}

test.each(scopes)('of the board, narrowed by %o', (scope) => {
  const keys = {
    ...{ stage: claimStates.states.filter((state) => state !== 'closed'), age: ageBands, clock: clockKinds },
    ...{ handler: ['none', id], product: ['none', id], cause: ['none', id] },
  }
  for (const of of ['open', 'overdue', 'risk'] as const) {
    expectKept(standingRows(scope, of))
    for (const part of boardParts)
      for (const key of keys[part]) {
        // Nobody's are no part of one handler's.
        if ('handler' in scope && part === 'handler' && key === 'none') continue
        expectKept(standingRows(scope, of, { part, key }))
      }
  }
  expectKept(lateActionRows(scope))
  for (const flow of claimFlows) expectKept(flowRows(scope, days, flow, { cause: 'none' }))
  for (const rating of ratingKinds) expectKept(flowRows(scope, days, 'closed', { rating }))
  for (const ground of closingGrounds) expectKept(groundRows(scope, days, ground))
})

test('of problems', () => {
  for (const of of ['claims', 'repeats', 'resolved'] as const)
    for (const side of problemSides)
      for (const key of ['category', 'market'].includes(side) ? [id] : [null, id])
        expectKept(problemRows({ cause: id, market: other }, days, [{ side, key }], of))
})
