/** The check of a whole file: its rows are staged as they stand, then judged one after another. */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { nextBatch } from '#shared/imports/batch-size.ts'
import { BadFile } from '../file/bad-file.ts'
import { openTable } from '../file/open-table.ts'
import type { TableRow } from '../file/table-row.ts'
import type { ImportRecord } from '../import.store.ts'
import { importFile } from '../import-files.ts'
import type { ImportKind } from '../import-kind.ts'
import type { StagedRow } from '../staged-row.store.ts'
import { moveInRound } from './end-move.ts'
import type { Round } from './round.ts'
import { tally } from './tally.ts'

/** A batch of rows with their verdicts; `write` puts them down. */
export type Judged = { verdicts: string[]; write(trx: Trx): Promise<void> }
/** Made once for a round: what the words of the file are looked up in stays the same for it. */
export type Judge<Row> = (rows: readonly Row[]) => Promise<Judged>

type Checking<R extends ImportRecord, Row extends StagedRow> = {
  kind: ImportKind<R, Row>
  /** Null: it is not said yet what stands for the missing. */
  judgeOf(round: Round, record: R): Promise<Judge<Row> | null>
}

const STAGED = 500
const JUDGED = { first: 200, least: 20, most: 500 }
const REPEATS = 500

export const checkFile = async <R extends ImportRecord, Row extends StagedRow>(
  { kind, judgeOf }: Checking<R, Row>,
  round: Round,
  id: string,
): Promise<void> => {
  const record = await kind.store.findImport(round.db, id)
  if (record?.state !== 'checking') return
  try {
    if (!record.staged && !(await stageFile(kind, round, record))) return
  } catch (error) {
    if (!(error instanceof BadFile)) throw error
    await fail(kind, round, record, error.fault)
    return
  }
  const judge = await judgeOf(round, record)
  if (judge && (await judgeAll(kind, round, { id, judge }))) await finish(kind, round, record)
}

/** True when the whole file is staged. */
const stageFile = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  round: Round,
  record: R,
): Promise<boolean> => {
  const { db, clock, config } = round
  const { store } = kind
  // Rows of an earlier check go first; those of this one, cut short by a crash, stand with its number of rows unknown.
  if (record.rows_done === 0 && !(await dropAll(kind, round, record))) return false
  const done = await kind.rows.lastStaged(db, record.id)
  let [count, batch]: [number, TableRow[]] = [0, []]
  const write = async () => {
    const rows = batch
    batch = []
    return inTransaction(db, async (trx) => {
      await kind.rows.stageRows(trx, record.id, rows, clock.now())
      return store.changeImport(trx, record.id, ['checking'], { rows_done: count })
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
    store.changeImport(trx, record.id, ['checking'], { staged: true, rows_total: count, rows_done: 0 }),
  )
}

const DROPPED = 2_000
const dropAll = async <R extends ImportRecord, Row extends StagedRow>(
  { rows }: ImportKind<R, Row>,
  round: Round,
  { id }: R,
): Promise<boolean> => {
  for (;;) {
    if (round.isOver()) return false
    if ((await inTransaction(round.db, (trx) => rows.dropRows(trx, id, DROPPED))) < DROPPED) return true
  }
}

const fail = <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  { db, clock }: Round,
  { id, made_by: actorId }: R,
  fault: string,
): Promise<boolean> =>
  inTransaction(db, (trx) =>
    moveInRound(kind, trx, { id, actorId, at: clock.now() }, { move: 'fail', change: { fault } }),
  )

/** True when every row has its verdict. */
const judgeAll = async <R extends ImportRecord, Row extends StagedRow>(
  { store, rows: staged }: ImportKind<R, Row>,
  round: Round,
  { id, judge }: { id: string; judge: Judge<Row> },
): Promise<boolean> => {
  const { db } = round
  let size = JUDGED.first
  while (!round.isOver()) {
    const rows = await staged.unjudgedRows(db, id, size)
    if (rows.length === 0) return true
    const { verdicts, write } = await judge(rows)
    const from = performance.now()
    const going = await inTransaction(db, async (trx) => {
      const held = await store.holdImport(trx, id, 'checking')
      if (!held) return false
      await write(trx)
      await store.countOn(trx, held, { done: rows.length, counts: tally(verdicts) })
      return true
    })
    if (!going) return false
    size = nextBatch(size, performance.now() - from, JUDGED)
  }
  return false
}

const finish = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  { db, clock }: Round,
  { id, made_by: actorId }: R,
): Promise<void> => {
  const repeats = await kind.rows.findRepeats(db, id)
  for (let from = 0; from < repeats.length; from += REPEATS) {
    await inTransaction(db, (trx) => kind.rows.writeRepeats(trx, id, repeats.slice(from, from + REPEATS)))
  }
  await inTransaction(db, async (trx) => {
    const counts = await kind.rows.countVerdicts(trx, id)
    await moveInRound(
      kind,
      trx,
      { id, actorId, at: clock.now() },
      { move: 'finishCheck', change: { counts } },
    )
  })
}
