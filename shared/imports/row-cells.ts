/** The cells of a row by what their columns are, and what is wrong in them. Pure. */
import { plainCell } from '../platform/safe-csv.ts'
import type { RowFault } from './import-file.contract.ts'

export type Cell = { text: string; column: number }

export type RowCells = {
  /** Those that make the row unfit; and of a row that can be taken what of it is left out. */
  faults: RowFault[]
  leftOut: RowFault[]
  /** Codes of the columns that the file itself filled. */
  given: string[]
  /** The cells of these columns that hold anything. */
  all(code: string): Cell[]
  /** What the first cell of a column says; `otherwise` where there is none; a fault where it says nothing known. */
  read<T>(code: string, otherwise: T, fault: string, of: (text: string) => T | null | undefined): T
  /** As `read`, of a text that is no longer than so many characters. */
  text(code: string, most: number, otherwise?: string | null): string | null
  /** A fault of what stands in no cell of its own. */
  lack(code: string, fault: string): void
}

export const rowCells = (cells: readonly string[], columns: readonly (string | null)[]): RowCells => {
  const [faults, leftOut, given]: [RowFault[], RowFault[], string[]] = [[], [], []]
  const all = (code: string): Cell[] =>
    columns.flatMap((one, column) => {
      const text = one === code ? plainCell(cells[column] ?? '').trim() : ''
      return text === '' ? [] : [{ text, column }]
    })
  const read: RowCells['read'] = (code, otherwise, fault, of) => {
    const [cell] = all(code)
    if (!cell) return otherwise
    const value = of(cell.text)
    if (value === undefined || value === null) {
      faults.push({ column: cell.column, code: fault })
      return otherwise
    }
    given.push(code)
    return value
  }
  return {
    faults,
    leftOut,
    given,
    all,
    read,
    text: (code, most, otherwise = null) =>
      read(code, otherwise, `too_big:${most}`, (typed) => (typed.length <= most ? typed : null)),
    lack: (code, fault) => {
      const column = columns.indexOf(code)
      faults.push({ column: column < 0 ? null : column, code: fault })
    },
  }
}
