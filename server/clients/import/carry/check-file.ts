/** The check of a whole file: its rows are staged as they stand, then judged one after another. */
import { inTransaction } from '#server/platform/database.ts'
import { nextBatch } from '#shared/clients/import/batch-size.ts'
import { BadFile } from '../file/bad-file.ts'
import { openTable } from '../file/open-table.ts'
import type { TableRow } from '../file/table-row.ts'
import { changeImport, countOn, findImport, holdImport, type ImportRecord } from '../import.store.ts'
import { importFile } from '../import-files.ts'
import {
  countVerdicts,
  dropRows,
  findRepeats,
  lastStaged,
  stageRows,
  unjudgedRows,
  writeRepeats,
  writeVerdicts,
} from '../staged-row.store.ts'
import { moveInRound } from './end-move.ts'
import { judgeStaged } from './judge-staged.ts'
import { openLookups } from './lookups.store.ts'
import type { Round } from './round.ts'
import { tally } from './tally.ts'

const STAGED = 500
const JUDGED = { first: 200, least: 20, most: 500 }
const REPEATS = 500

export const checkFile = async (round: Round, id: string): Promise<void> => {
  const record = await findImport(round.db, id)
  if (record?.state !== 'checking') return
  try {
    if (!record.staged && !(await stageFile(round, record))) return
  } catch (error) {
    if (!(error instanceof BadFile)) throw error
    await fail(round, record, error.fault)
    return
  }
  if (await judgeAll(round, record)) await finish(round, record)
}

/** True when the whole file is staged. */
const stageFile = async (round: Round, record: ImportRecord): Promise<boolean> => {
  const { db, clock, config } = round
  // Rows of an earlier check go first; those of this one, cut short by a crash, stand with its number of rows unknown.
  if (record.rows_done === 0 && !(await dropAll(round, record))) return false
  const done = await lastStaged(db, record.id)
  let [count, batch]: [number, TableRow[]] = [0, []]
  const write = async () => {
    const rows = batch
    batch = []
    return inTransaction(db, async (trx) => {
      await stageRows(trx, record.id, rows, clock.now())
      return changeImport(trx, record.id, ['checking'], { rows_done: count })
    })
  }
  let isHead = true
  for await (const row of openTable({
    path: importFile(config, record.id),
    kind: record.file_kind,
    reading: record.reading,
  })) {
    if (isHead) {
      isHead = false
      continue
    }
    count += 1
    if (row.line <= done) continue
    batch.push(row)
    if (batch.length < STAGED) continue
    if (!(await write()) || round.isOver()) return false
  }
  if (batch.length > 0 && !(await write())) return false
  return inTransaction(db, (trx) =>
    changeImport(trx, record.id, ['checking'], { staged: true, rows_total: count, rows_done: 0 }),
  )
}

const DROPPED = 2_000
const dropAll = async (round: Round, { id }: ImportRecord): Promise<boolean> => {
  for (;;) {
    if (round.isOver()) return false
    if ((await inTransaction(round.db, (trx) => dropRows(trx, id, DROPPED))) < DROPPED) return true
  }
}

const fail = (round: Round, record: ImportRecord, fault: string): Promise<boolean> =>
  inTransaction(round.db, (trx) =>
    moveInRound(trx, { id: record.id, actorId: record.made_by }, 'fail', { at: round.clock.now(), fault }),
  )

/** True when every row has its verdict. */
const judgeAll = async (round: Round, { id, columns, defaults }: ImportRecord): Promise<boolean> => {
  const { db } = round
  if (!defaults) return false
  const look = await openLookups(db)
  let size = JUDGED.first
  while (!round.isOver()) {
    const rows = await unjudgedRows(db, id, size)
    if (rows.length === 0) return true
    const judged = await judgeStaged(db, rows, { columns, defaults, look })
    const from = performance.now()
    const going = await inTransaction(db, async (trx) => {
      const held = await holdImport(trx, id, 'checking')
      if (!held) return false
      await writeVerdicts(trx, id, judged)
      await countOn(trx, held, { done: judged.length, counts: tally(judged.map(({ verdict }) => verdict)) })
      return true
    })
    if (!going) return false
    size = nextBatch(size, performance.now() - from, JUDGED)
  }
  return false
}

const finish = async (round: Round, record: ImportRecord): Promise<void> => {
  const { db, clock } = round
  const repeats = await findRepeats(db, record.id)
  for (let from = 0; from < repeats.length; from += REPEATS) {
    await inTransaction(db, (trx) => writeRepeats(trx, record.id, repeats.slice(from, from + REPEATS)))
  }
  await inTransaction(db, async (trx) => {
    const counts = await countVerdicts(trx, record.id)
    const by = { id: record.id, actorId: record.made_by }
    await moveInRound(trx, by, 'finishCheck', { at: clock.now(), counts })
  })
}
