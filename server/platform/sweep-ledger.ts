/** What became of each sweep, kept in memory and written down every few seconds, all in one statement. */
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import { withoutPersons } from './personal.ts'
import { addTallies, enterSweeps, type SweepTally } from './sweep.store.ts'
import type { Sweep, SweepRound } from './sweeps.ts'

const WRITE_MS = 5_000
const ERROR_LENGTH = 300

export type SweepLedger = {
  note(round: SweepRound): void
  /** Writes what is not yet written down. */
  write(): Promise<void>
  stop(): Promise<void>
}

const add = (before: SweepTally | undefined, { name, beganAt, ms, error }: SweepRound): SweepTally => {
  const failed = error !== undefined
  return {
    name,
    runs: (before?.runs ?? 0) + 1,
    failures: (before?.failures ?? 0) + (failed ? 1 : 0),
    busyMs: (before?.busyMs ?? 0) + ms,
    lastBeganAt: beganAt,
    lastMs: ms,
    lastFailedAt: failed ? beganAt : (before?.lastFailedAt ?? null),
    lastError: failed ? wordsOf(error) : (before?.lastError ?? null),
  }
}

const wordsOf = (error: unknown): string =>
  withoutPersons(error instanceof Error ? error.message : String(error)).slice(0, ERROR_LENGTH)

export const keepSweepLedger = (options: {
  db: Database
  log: Log
  sweeps: readonly Sweep[]
}): SweepLedger => {
  const { db, log, sweeps } = options
  let tallies = new Map<string, SweepTally>()
  let entered = false

  /** What cannot be written is lost: figures are worth no more than that. */
  const writeNow = async (): Promise<void> => {
    try {
      if (!entered) await enterSweeps(db, sweeps)
      entered = true
      const due = [...tallies.values()]
      tallies = new Map()
      if (due.length > 0) await addTallies(db, due)
    } catch (error) {
      log.warn({ err: error }, 'what became of the sweeps could not be kept')
    }
  }
  let writing: Promise<void> = writeNow()
  const write = (): Promise<void> => {
    writing = writing.then(writeNow)
    return writing
  }
  const timer = setInterval(() => void write(), WRITE_MS)
  return {
    note: (round) => void tallies.set(round.name, add(tallies.get(round.name), round)),
    write,
    stop: async () => {
      clearInterval(timer)
      await write()
    },
  }
}
