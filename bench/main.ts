/**
 * `npm run bench`: every measure of the design, each against its floor. `npm run bench -- arrival search` runs some,
 * `--write` writes docs/measurements.md of a whole run, `--small` tries the bench itself with figures that don't count.
 */
import type { Bench, RunBench } from './bench.ts'
import { loadNow, postgresVersion, printReport, type Report, writeReport } from './report.ts'

const benches: Record<string, () => Promise<RunBench>> = {
  decide: async () => (await import('./theory.bench.ts')).benchDecision,
  waits: async () => (await import('./theory.bench.ts')).benchWaiting,
  arrival: async () => (await import('./arrival.bench.ts')).benchArrival,
  assign: async () => (await import('./assign.bench.ts')).benchAssign,
  'claims-desk': async () => (await import('./claims-desk.bench.ts')).benchClaimsDesk,
  search: async () => (await import('./search.bench.ts')).benchSearch,
  board: async () => (await import('./board.bench.ts')).benchBoard,
  accept: async () => (await import('./accept.bench.ts')).benchAccept,
  media: async () => (await import('./carry.bench.ts')).benchMedia,
  deadlines: async () => (await import('./deadlines.bench.ts')).benchDeadlines,
  start: async () => (await import('./start.bench.ts')).benchStart,
}

const asked = process.argv.slice(2)
const names = asked.filter((word) => !word.startsWith('--'))
const flags = new Set(asked.filter((word) => word.startsWith('--')))
const scale = flags.has('--small') ? 0.1 : 1

const print = (line: string): void => void process.stdout.write(`${line}\n`)

const refuse = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const unknown = [
  ...names.filter((name) => !benches[name]),
  ...[...flags].filter((flag) => flag !== '--write' && flag !== '--small'),
]
if (unknown.length > 0)
  refuse(`Unknown: ${unknown.join(', ')}. There are ${Object.keys(benches).join(', ')}, --write and --small.`)
if (flags.has('--write') && (names.length > 0 || scale !== 1))
  refuse('--write keeps a whole run at full size: leave the names and --small out.')

process.on('SIGTERM', () => process.exit(1))
process.on('SIGINT', () => process.exit(1))

const { DATABASE_URL = '', REDIS_URL = '' } = process.env
const report: Report = {
  measures: [],
  memory: [],
  details: [],
  begun: { at: new Date(), load: loadNow() },
  postgres: await postgresVersion(DATABASE_URL),
}
const bench: Bench = {
  databaseUrl: DATABASE_URL,
  redisUrl: REDIS_URL,
  scale,
  say: (line) => {
    report.details.push(line)
    print(`  ${line}`)
  },
  memory: (of, mb) => void report.memory.push([of, mb]),
}

const failed: string[] = []
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const began = Date.now()
  print(`${name} …`)
  try {
    const run = await benches[name]!()
    report.measures.push(...(await run(bench)))
  } catch (error) {
    failed.push(name)
    process.stderr.write(`${name} failed: ${(error as Error).stack ?? error}\n`)
  }
  print(`${name}: ${((Date.now() - began) / 1000).toFixed(0)} s`)
}
printReport(report)
if (failed.length > 0) refuse(`These did not run to their end: ${failed.join(', ')}.`)
if (flags.has('--write')) writeReport(report)
process.exit(0)
