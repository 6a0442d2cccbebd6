/** Rows of a text file, one after another: never the whole of it at once. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { Delimiter, Encoding } from '#shared/imports/guess-csv.ts'
import { BadFile } from './bad-file.ts'
import type { TableRow } from './table-row.ts'

/** Characters of a row: a quote that is never closed would swallow the whole file. */
const LONGEST_ROW = 1_000_000

export async function* readCsv(
  path: string,
  { encoding, delimiter }: { encoding: Encoding; delimiter: Delimiter },
): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    // As people write by hand: ООО "Ромашка" without quotes around it.
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
  })
  pipeline(
    createReadStream(path),
    (source) => decoded(source, encoding),
    parser,
    () => undefined,
  )
  let line = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      line += 1
      yield { line, cells }
    }
  } catch (error) {
    throw error instanceof CsvError ? new BadFile('broken_file', { cause: error }) : error
  }
}

async function* decoded(source: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined })
    } catch (error) {
      throw new BadFile('wrong_encoding', { cause: error })
    }
  }
  for await (const chunk of source) yield decode(chunk)
  yield decode()
}
