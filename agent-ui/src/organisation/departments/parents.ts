/** What a department may be put under, as choices of a select; the top level has a value of its own. */
import type { DepartmentFull } from '#shared/organisation/department.contract.ts'
import { mayStandUnder, treeRows } from '#shared/organisation/department-tree.ts'
import { named } from '../../platform/named.ts'

export const TOP = 'top'

/** `id`: of the department that moves; null for a new one. */
export const parentChoices = (all: readonly DepartmentFull[], id: string | null, top: string) => [
  { value: TOP, label: top },
  ...treeRows(all, (a, b) => named(a).localeCompare(named(b)))
    .filter(({ row }) => row.closedAt === null && (id === null || mayStandUnder(all, id, row.id)))
    .map(({ row, depth }) => ({ value: row.id, label: `${'  '.repeat(depth)}${named(row)}` })),
]

export const parentOf = (chosen: string): string | null => (chosen === TOP ? null : chosen)
