/** How wide the columns of the list are, and which there is room for. */
import { type ClaimColumn, claimColumns } from '#shared/claims/list/claim-filter.contract.ts'

const widths: Record<ClaimColumn, string> = {
  subject: 'minmax(8rem, 1fr)',
  severity: '7.75rem',
  state: '11rem',
  deadline: '12.5rem',
  handler: 'minmax(7rem, 0.8fr)',
  opened: '7rem',
  tags: 'minmax(6rem, 0.8fr)',
}

export const usualColumns: ClaimColumn[] = ['subject', 'severity', 'state', 'deadline', 'handler']
/** Beside an open claim there is room for what decides which is next. */
export const besideColumns: ClaimColumn[] = ['deadline']

/** In the order that the list has them, whatever order they were chosen in. */
export const inOrder = (chosen: readonly string[]): ClaimColumn[] =>
  claimColumns.filter((column) => chosen.includes(column))

/** For `grid-template-columns`. @param marks rows have a box to be marked by */
export const templateOf = (columns: readonly ClaimColumn[], marks: boolean): string =>
  [...(marks ? ['2.25rem'] : []), 'minmax(10rem, 2fr)', ...columns.map((column) => widths[column])].join(' ')
