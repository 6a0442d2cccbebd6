/** Rows that a batch takes, with what is to be done with each. */
import type { Deed } from '#shared/clients/import/judge-row.ts'
import type { RowOutcome, StagedRow } from '../staged-row.store.ts'

export type Taken<D extends Deed['deed'] = Deed['deed']> = {
  row: StagedRow
  deed: Extract<Deed, { deed: D }>
}

/** `by`: whoever brought the file, or undoes it. */
export type Act = { importId: string; by: string; at: number }

export const skipped = (line: number): RowOutcome => ({
  line,
  outcome: 'skipped',
  cardId: null,
  filled: null,
  told: null,
})
