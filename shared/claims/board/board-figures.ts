/**
 * The figures of the board, as data: which claims each counts. A figure is counted, opened and tested by the same filter of
 * the list, so that it always opens into exactly its rows. All count claims; ratios are made of two of them. Pure.
 */

import type { ClaimState, ClosingGround } from '../claim.state.ts'
import type { ClockKind } from '../clock-table.ts'
import type { ClaimFilterAsked } from '../list/claim-filter.contract.ts'
import type { AgeBand } from './age-bands.ts'
import type { BoardPart, ClaimBoard, Flows, Standing } from './claim-board.contract.ts'

/** Whose board it is of: what it is narrowed by, and its days. */
export type BoardScope = Pick<ClaimFilterAsked, 'market' | 'category' | 'handler' | 'main'>
export type ScopeDays = { from: string; to: string; zone: string }

/** What the part of a handler or product asks for is in the board's own narrowing too: the part is the narrower. */
const ofPart: Record<BoardPart, (key: string) => ClaimFilterAsked> = {
  stage: (key) => ({ state: key as ClaimState }),
  age: (key) => ({ age: key as AgeBand }),
  clock: (key) => ({ clock: key as ClockKind }),
  handler: (key) => (key === 'none' ? { free: '1' } : { handler: key }),
  product: (key) => ({ main: key as 'none' }),
  cause: (key) => ({ cause: key as 'none' }),
}

const ofStanding: Record<keyof Standing, ClaimFilterAsked> = {
  open: {},
  overdue: { overdue: '1' },
  risk: { risk: '1' },
}

/** Open claims; in the part of a clock those are past their deadline whose clock of that kind is. */
export const standingRows = (
  scope: BoardScope,
  of: keyof Standing,
  part?: { part: BoardPart; key: string },
): ClaimFilterAsked => {
  const own = part ? ofPart[part.part](part.key) : {}
  const late = part?.part === 'clock' && of === 'overdue'
  const rest = late ? { lateClock: part.key as ClockKind } : ofStanding[of]
  return { ...scope, status: 'open', ...own, ...rest }
}

export const lateActionRows = (scope: BoardScope): ClaimFilterAsked => ({
  ...scope,
  status: 'all',
  action: '1',
})

export const flowRows = (
  scope: BoardScope,
  { from, to, zone }: ScopeDays,
  flow: keyof Flows | 'came-back' | 'compensated',
  more: Pick<ClaimFilterAsked, 'ground' | 'rating' | 'cause'> = {},
): ClaimFilterAsked => ({ ...scope, status: 'all', flow, from, to, zone, ...more })

export const groundRows = (scope: BoardScope, days: ScopeDays, ground: ClosingGround): ClaimFilterAsked =>
  flowRows(scope, days, 'closed', { ground })

/** Recomputed of its parts, never summed; null: nothing below the line. */
export const ratio = (above: number, below: number): number | null => (below === 0 ? null : above / below)

export const cameBackShare = ({ cameBack, total }: ClaimBoard['period']): number | null =>
  ratio(cameBack, total.closed)

export const contentShare = ({ ratings }: ClaimBoard['period']): number | null =>
  ratio(ratings.content, ratings.given)

/** From 1 to 5. */
export const meanRating = ({ ratings }: ClaimBoard['period']): number | null =>
  ratio(ratings.sum, ratings.given)

/** Each cause with the share of it and all before it. */
export const cumulated = <C extends { opened: number }>(
  causes: readonly C[],
): (C & { share: number; upTo: number })[] => {
  const all = causes.reduce((sum, { opened }) => sum + opened, 0)
  let before = 0
  return causes.map((cause) => {
    before += cause.opened
    return { ...cause, share: cause.opened / all, upTo: before / all }
  })
}
