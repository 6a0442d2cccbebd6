/** Rows of a sheet of a workbook, one after another. Of a formula its value is taken, never the formula. */
import { IMPORT_LIMITS } from '#shared/imports/import-file.contract.ts'
import { BadFile } from './bad-file.ts'
import type { TableRow } from './table-row.ts'
import { unpack } from './unpack.ts'
import { readDateStyles, readSharedTexts, readWorkbook } from './workbook.ts'
import { xmlPieces } from './xml-parts.ts'

export const sheetNames = async (path: string): Promise<string[]> => {
  const packed = await unpack(path)
  try {
    return (await readWorkbook(packed)).sheets.map(({ name }) => name)
  } finally {
    packed.close()
  }
}

export async function* readXlsx(path: string, sheetName: string | null): AsyncGenerator<TableRow> {
  const packed = await unpack(path)
  try {
    const { sheets, from1904 } = await readWorkbook(packed)
    const sheet = sheets.find(({ name }) => name === sheetName) ?? sheets[0]!
    const shared = await readSharedTexts(packed)
    const dates = await readDateStyles(packed)
    const { handlers, take } = rowGatherer({ shared, dates, from1904 })
    for await (const _ of xmlPieces(await packed.open(sheet.part), handlers)) yield* take()
  } finally {
    packed.close()
  }
}

type CellFacts = { shared: readonly string[]; dates: readonly boolean[]; from1904: boolean }

/** Puts rows together of the elements of a sheet (ECMA-376, 18.3). */
const rowGatherer = (facts: CellFacts) => {
  let rows: TableRow[] = []
  let cells: string[] = []
  let [line, column, text, reading] = [0, -1, '', false]
  let cell: Record<string, string> = {}
  return {
    take: (): TableRow[] => {
      const done = rows
      rows = []
      return done
    },
    handlers: {
      open: (name: string, attributes: Record<string, string>) => {
        if (name === 'row') {
          line = Number(attributes.r ?? line + 1)
          ;[cells, column] = [[], -1]
        } else if (name === 'c') {
          column = attributes.r ? columnOf(attributes.r) : column + 1
          if (column >= IMPORT_LIMITS.columns * 2) throw new BadFile('too_many_columns')
          ;[cell, text] = [attributes, '']
        } else if (name === 'v' || name === 't') reading = true
      },
      text: (piece: string) => {
        if (reading && text.length <= IMPORT_LIMITS.cell) text += piece
      },
      close: (name: string) => {
        if (name === 'v' || name === 't') reading = false
        else if (name === 'c') {
          while (cells.length < column) cells.push('')
          cells[column] = textOf(cell, text, facts)
        } else if (name === 'row') rows.push({ line, cells })
      },
    },
  }
}

/** Place of a cell from its name: `A1` → 0, `AB7` → 27. */
const columnOf = (reference: string): number => {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? 'A'
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const textOf = (
  cell: Record<string, string>,
  text: string,
  { shared, dates, from1904 }: CellFacts,
): string => {
  if (cell.t === 's') return shared[Number(text)] ?? ''
  if (cell.t === 'b') return text === '1' ? 'TRUE' : 'FALSE'
  if (cell.t !== undefined && cell.t !== 'n') return text
  if (text === '') return ''
  const number = Number(text)
  if (Number.isNaN(number)) return text
  return dates[Number(cell.s ?? -1)] ? dateText(number, from1904) : numberText(number)
}

/** A phone that became a number is written as digits, not as 7.9E+10. */
const numberText = (number: number): string =>
  Number.isInteger(number) && Math.abs(number) < 1e21 ? BigInt(number).toString() : String(number)

const DAY_MS = 86_400_000
/** Day 25569 from the end of 1899, or 24107 from 1904, is the first of 1970. */
const dateText = (days: number, from1904: boolean): string => {
  const at = new Date(Math.round((days - (from1904 ? 24_107 : 25_569)) * DAY_MS))
  if (Number.isNaN(at.getTime())) return String(days)
  const iso = at.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
}
