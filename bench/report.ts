/** The table on the console and in docs/measurements.md, with all that a reader needs to judge it. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Measure } from './bench.ts'

export type Report = {
  measures: Measure[]
  /** Process → MB. */
  memory: [string, number][]
  details: string[]
  begun: { at: Date; load: string }
  postgres: string
}

export const loadNow = (): string =>
  loadavg()
    .map((one) => one.toFixed(2))
    .join(' ')

export const postgresVersion = async (databaseUrl: string): Promise<string> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string }>(
      `select current_setting('server_version') || ', fsync ' || current_setting('fsync') as version`,
    )
    return rows[0]!.version
  } finally {
    await client.end()
  }
}

const verdict = ({ met }: Measure): string => (met ? 'met' : 'MISSED')
const times = ({ ratio }: Measure): string => (ratio === null ? '–' : `${ratio.toFixed(2)} ×`)

export const cellsOf = (measure: Measure): string[] => [
  measure.what,
  measure.floor,
  measure.ours,
  times(measure),
  measure.target,
  verdict(measure),
]
const HEAD = ['what', 'floor', 'ours', 'ratio', 'target', '']

/** Columns as wide as their widest cell. */
export const plainTable = (measures: Measure[]): string => {
  const rows = [HEAD, ...measures.map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const machine = (report: Report): string[] => [
  `- Machine: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
  `- Node ${process.version}, PostgreSQL ${report.postgres}`,
  `- Begun ${report.begun.at.toISOString()}, ended ${new Date().toISOString()}`,
  `- Load average (1, 5, 15 min) at the start ${report.begun.load}, at the end ${loadNow()}`,
]

const markdownRow = (cells: string[]): string => `| ${cells.join(' | ')} |`

const documentOf = (report: Report): string =>
  `${[
    '# Measurements',
    '',
    'Written by `npm run bench -- --write`; `npm run bench -- arrival search` runs only those named. Floors are taken in',
    'the same run, on the same machine, alternating with ours where both can be. Callers, desks and the database share',
    "the machine's cores with what is measured. A target that is missed is printed as missed.",
    '',
    ...machine(report),
    '',
    markdownRow(HEAD),
    markdownRow(HEAD.map(() => '---')),
    ...report.measures.map((measure) => markdownRow(cellsOf(measure))),
    '',
    '## Memory of each process',
    '',
    markdownRow(['process', 'resident']),
    markdownRow(['---', '---']),
    ...report.memory.map(([of, mb]) => markdownRow([of, `${Math.round(mb)} MB`])),
    '',
    '## Details',
    '',
    '```',
    ...report.details,
    '```',
  ].join('\n')}\n`

export const printReport = (report: Report): void => {
  const memory = report.memory.map(([of, mb]) => `${of}: ${Math.round(mb)} MB`).join(', ')
  process.stdout.write(
    `\n${plainTable(report.measures)}\n\nMemory: ${memory}\n${machine(report).join('\n')}\n`,
  )
}

/** As the check wants it: biome pads tables. */
export const writeReport = (report: Report): void => {
  const path = (file: string): string => fileURLToPath(new URL(`../${file}`, import.meta.url))
  writeFileSync(path('docs/measurements.md'), documentOf(report))
  execFileSync(path('node_modules/.bin/biome'), ['format', '--write', path('docs/measurements.md')])
}
