/** A list as its own room describes it: where its rows are, and how one is switched off. */
import type { DictionaryCode } from '#shared/organisation/dictionary.contract.ts'
import type { Shape } from '#shared/organisation/dictionary.ts'

export type Dictionary = {
  code: DictionaryCode
  table: string
  shape: Shape
  /** The column that says whether an entry is in use, and its value for one that is. */
  active: { column: 'active' | 'archived'; on: boolean }
  /** An entry may be one of certain queues (`queue_ids`). */
  ofQueues?: true
  /** Nobody has to choose from it. */
  mayBeEmpty?: true
}
