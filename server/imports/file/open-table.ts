/** A file as rows of texts, whatever it is written in. */
import { open } from 'node:fs/promises'
import {
  type Delimiter,
  type Encoding,
  encodings,
  guessDelimiter,
  markedEncoding,
} from '#shared/imports/guess-csv.ts'
import { IMPORT_LIMITS, type ImportReading } from '#shared/imports/import-file.contract.ts'
import { BadFile } from './bad-file.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx, sheetNames } from './read-xlsx.ts'
import type { TableRow } from './table-row.ts'

export type TableFile = { path: string; kind: 'csv' | 'xlsx'; reading: ImportReading }

const HEAD_BYTES = 64 * 1_024

const headOf = async (path: string): Promise<Buffer> => {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new BadFile('file_missing', { cause: error }) : error
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** By what stands in it, not by its name. @throws BadFile */
export const kindOfFile = async (path: string): Promise<'csv' | 'xlsx'> => {
  const head = await headOf(path)
  if (head.length === 0) throw new BadFile('empty_file')
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return 'xlsx'
  if (head.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))) throw new BadFile('old_excel')
  if (markedEncoding(head) !== 'utf-16le' && head.includes(0)) throw new BadFile('not_a_table')
  return 'csv'
}

/** How it is to be read, as far as it tells; what is chosen stands. */
export const guessReading = async (
  path: string,
  kind: 'csv' | 'xlsx',
  chosen: Partial<ImportReading> = {},
): Promise<{ reading: ImportReading; sheets: string[] }> => {
  if (kind === 'xlsx') {
    const sheets = await sheetNames(path)
    const sheet = sheets.find((name) => name === chosen.sheet) ?? sheets[0] ?? null
    return { reading: { encoding: null, delimiter: null, sheet }, sheets }
  }
  const encoding = chosen.encoding ?? (await encodingOf(path))
  const delimiter = chosen.delimiter ?? guessDelimiter(new TextDecoder(encoding).decode(await headOf(path)))
  return { reading: { encoding, delimiter, sheet: null }, sheets: [] }
}

/** Whatever reads as UTF-8 to its end is that; else it is of the Russian Windows. */
const encodingOf = async (path: string): Promise<Encoding> => {
  const marked = markedEncoding(await headOf(path))
  if (marked) return marked
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const file = await open(path)
  try {
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      decoder.decode(chunk as Buffer, { stream: true })
    }
    decoder.decode()
    return encodings[0]
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1251'
    throw error
  } finally {
    await file.close()
  }
}

/** Rows that hold anything, each cell a text that the database can keep. @throws BadFile */
export async function* openTable({ path, kind, reading }: TableFile): AsyncGenerator<TableRow> {
  await headOf(path)
  const rows =
    kind === 'xlsx'
      ? readXlsx(path, reading.sheet)
      : readCsv(path, {
          encoding: reading.encoding ?? 'utf-8',
          delimiter: (reading.delimiter ?? ';') as Delimiter,
        })
  let [count, before] = [0, 0]
  for await (const { line, cells } of rows) {
    const kept = cells.map(keptText)
    while (kept.at(-1) === '') kept.pop()
    if (kept.length === 0) continue
    if (kept.length > IMPORT_LIMITS.columns) throw new BadFile('too_many_columns')
    count += 1
    if (count > IMPORT_LIMITS.rows + 1) throw new BadFile('too_many_rows')
    // By its line a row is known: a workbook says them itself, and may say anything.
    if (line > IMPORT_LIMITS.lastLine) throw new BadFile('too_many_rows')
    if (!Number.isInteger(line) || line <= before) throw new BadFile('broken_file')
    before = line
    yield { line, cells: kept }
  }
}

const keptText = (text: string): string =>
  text
    .replaceAll('\0', '')
    .slice(0, IMPORT_LIMITS.cell)
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .trim()

const SAMPLES = 5

/** The heads and the first rows under them. @throws BadFile */
export const readBeginning = async (file: TableFile): Promise<{ heads: string[]; samples: string[][] }> => {
  const rows: TableRow[] = []
  for await (const row of openTable(file)) {
    rows.push(row)
    if (rows.length > SAMPLES) break
  }
  const [first, ...others] = rows
  if (!first || others.length === 0) throw new BadFile('empty_file')
  const wide = Math.max(...rows.map(({ cells }) => cells.length))
  const filled = (cells: string[]) => Array.from({ length: wide }, (_, at) => cells[at] ?? '')
  return {
    heads: filled(first.cells),
    samples: others.map(({ cells }) => filled(cells)),
  }
}
