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

/**
 * Up to the first that would change a card for the second time: it has to see what the first has made of it.
 * @param cardOf the card that is changed; null: none that there is
 */
export const eachCardOnce = <T>(list: readonly T[], cardOf: (one: T) => string | null): T[] => {
  const seen = new Set<string>()
  const second = list.findIndex((one) => {
    const card = cardOf(one)
    if (card === null) return false
    if (seen.has(card)) return true
    seen.add(card)
    return false
  })
  return list.slice(0, second < 0 ? list.length : second)
}
