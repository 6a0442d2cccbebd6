/** Counts as the board shows them. */
import { ageBands } from '#shared/claims/board/age-bands.ts'
import {
  type BoardPart,
  type BoardPartRow,
  boardParts,
  type ClaimBoard,
  type Flows,
} from '#shared/claims/board/claim-board.contract.ts'
import type { Days } from '#shared/claims/board/claim-period.ts'
import type { ClaimState } from '#shared/claims/claim.state.ts'
import { clockKinds } from '#shared/claims/clock-table.ts'
import type { StretchCount } from './flow.store.ts'
import type { PartNames } from './part-names.store.ts'
import type { StandingRow } from './standing.store.ts'

/** Along the whole way; what strays from it stands after. */
const stages: readonly ClaimState[] = [
  ...(['received', 'acknowledged', 'assessed', 'investigated', 'proposed', 'approved'] as const),
  ...(['communicated', 'settled', 'verified', 'disputed', 'rejected', 'withdrawn', 'closed'] as const),
]

/** Parts that have an order of their own; the others begin with the most, and end with what is not given. */
const orders: Partial<Record<BoardPart, readonly string[]>> = {
  stage: stages,
  age: ageBands,
  clock: clockKinds,
}

const inOrder = (part: BoardPart, rows: BoardPartRow[]): BoardPartRow[] => {
  const order = orders[part]
  if (order) return rows.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
  const last = (row: BoardPartRow) => (row.key === 'none' ? 1 : 0)
  return rows.sort((a, b) => last(a) - last(b) || b.open - a.open || a.key.localeCompare(b.key))
}

export const presentParts = (
  rows: readonly StandingRow[],
  names: PartNames,
): Pick<ClaimBoard['now'], 'total' | 'parts'> => {
  const total = rows.find(({ part }) => part === null)
  const partOf = (part: BoardPart) =>
    inOrder(
      part,
      rows
        .filter((row) => row.part === part)
        .map(({ key, open, overdue, risk }) => ({
          key: key ?? 'none',
          name: (key !== null && names.get(key)) || null,
          open,
          overdue,
          risk,
        })),
    )
  return {
    total: { open: total?.open ?? 0, overdue: total?.overdue ?? 0, risk: total?.risk ?? 0 },
    parts: Object.fromEntries(boardParts.map((part) => [part, partOf(part)])) as ClaimBoard['now']['parts'],
  }
}

/** Zero-filled: a stretch in which nothing happened is shown with noughts. */
export const presentFlows = (
  stretches: readonly Days[],
  counted: Record<keyof Flows, readonly StretchCount[]>,
): Pick<ClaimBoard['period'], 'total' | 'stretches'> => {
  const at = (stretch: number | null): Flows => {
    const of = (flow: keyof Flows) => counted[flow].find((row) => row.stretch === stretch)?.n ?? 0
    return { opened: of('opened'), reopened: of('reopened'), closed: of('closed') }
  }
  return { total: at(null), stretches: stretches.map((days, index) => ({ ...days, ...at(index + 1) })) }
}
