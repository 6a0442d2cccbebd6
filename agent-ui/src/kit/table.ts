/** A column of DataTable. Cells are slots named `cell-<key>`, else the row's own field of that name. */
export type Column = {
  key: string
  label: string
  /** Figures stand at the end. */
  align?: 'start' | 'end'
  class?: string
  /** The heading is only for screen readers: a column of buttons. */
  quiet?: boolean
  /** The cell holds buttons: they stay above the row's link. */
  acts?: boolean
}
