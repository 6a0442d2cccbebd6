/** Two edits of one card made of each other's: what they agree on stands, what they don't is put to the later. Pure. */
import type { StaleFacts } from './card.contract.ts'

type Change = StaleFacts['changes'][number]
export type FieldValues = Record<string, unknown>

/** What was typed, of the fields that differ from the card as it was opened. Empty and "not known" are the same. */
export const editedFields = (opened: FieldValues, typed: FieldValues): string[] =>
  Object.keys(typed).filter((field) => (typed[field] || null) !== (opened[field] || null))

export type Settling = {
  /** Changed by the other alone: they come into the form. */
  taken: Change[]
  /** Changed by both, to different values: whose stands is for the later to say. */
  contested: Change[]
}

/**
 * @param opened the card as the later editor opened it; `typed` what stands in the form
 * @param changes what the earlier changed since (facts of `stale`)
 */
export const settleEdit = (opened: FieldValues, typed: FieldValues, changes: readonly Change[]): Settling => {
  const mine = new Set(editedFields(opened, typed))
  const differs = ({ field, current }: Change) => (typed[field] || null) !== (current || null)
  return {
    taken: changes.filter(({ field }) => !mine.has(field)),
    contested: changes.filter((change) => mine.has(change.field) && differs(change)),
  }
}

/** The card that the edit stands on now: as it was opened, with what the earlier changed. */
export const rebased = (opened: FieldValues, changes: readonly Change[]): FieldValues => ({
  ...opened,
  ...Object.fromEntries(changes.map(({ field, current }) => [field, current ?? ''])),
})
