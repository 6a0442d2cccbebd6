/** A file of rows that is brought in, of whatever: its limits, how it is read, and what is shown of every import. */
import { z } from 'zod'
import { delimiters, encodings } from './guess-csv.ts'
import { importStates } from './import.state.ts'

/** A file may hold so much; what is in a packed one, unpacked, so much. */
export const IMPORT_LIMITS = {
  bytes: 50 * 1_024 * 1_024,
  unpackedBytes: 600 * 1_024 * 1_024,
  rows: 200_000,
  /** Of a row, as a spreadsheet counts them. */
  lastLine: 10_000_000,
  columns: 100,
  /** Characters of a cell: more than any field takes, so that one that is too long is told of and not cut. */
  cell: 10_000,
} as const
/** Rows are kept so long: an import can be undone until then. Days. */
export const IMPORT_KEPT_DAYS = 30
/** A file that nobody went on with is forgotten after so many days. */
export const IMPORT_ABANDONED_DAYS = 7
/** So many rows of a file are shown at once. */
export const ROWS_PAGE = 50

/** Whatever it is called and comes from, what it is is judged by its content. */
export const TABLE_KIND = 'application/octet-stream'

/** How a file is read; of a workbook the sheet alone, of a text the others. */
export const importReading = z.strictObject({
  encoding: z.enum(encodings).nullable(),
  delimiter: z.enum(delimiters).nullable(),
  sheet: z.string().max(100).nullable(),
})
export type ImportReading = z.infer<typeof importReading>

/** What is shown of an import, but for what stands for the missing, and its counts. */
export const importedFile = {
  id: z.uuid(),
  state: z.enum(importStates.states),
  fileName: z.string(),
  fileKind: z.enum(['csv', 'xlsx']),
  bytes: z.number().int(),
  reading: importReading,
  sheets: z.array(z.string()),
  heads: z.array(z.string()),
  /** The first rows under the heads. */
  samples: z.array(z.array(z.string())),
  columns: z.array(z.string().nullable()),
  rowsTotal: z.number().int().nullable(),
  rowsDone: z.number().int(),
  fault: z.string().nullable(),
  madeByName: z.string(),
  madeAt: z.number().int(),
  movedAt: z.number().int(),
  undoneByName: z.string().nullable(),
  /** Its rows are still known, and there is something to undo. */
  undoable: z.boolean(),
}
const shown = z.strictObject(importedFile)
/** An import as the screens show it, of whatever it is. */
export type ImportedFile = z.infer<typeof shown> & { counts: Partial<Record<string, number>> }

/** For each column of the file what it is; null: it is left out. */
export const columnsOf = (column: z.ZodType<string>) =>
  z.array(column.nullable()).min(1).max(IMPORT_LIMITS.columns)

export const rowFault = z.strictObject({ column: z.number().int().nullable(), code: z.string() })
/**
 * What is wrong with a cell, so that the row cannot be taken; or why the cell is left out of a row that can.
 * `column` counts from 0; null: no column of the file stands for what is missing.
 */
export type RowFault = z.infer<typeof rowFault>
