/** Makes and fills the cards of a checked file, a batch a transaction, each row once whatever happens to the worker. */
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { nextBatch } from '#shared/clients/import/batch-size.ts'
import { type Deed, deedOf } from '#shared/clients/import/judge-row.ts'
import { countOn, holdImport, type ImportRecord } from '../import.store.ts'
import { forgetFile } from '../import-files.ts'
import { type RowOutcome, type StagedRow, unappliedRows, writeOutcomes } from '../staged-row.store.ts'
import { auditEnd, moveInRound } from './end-move.ts'
import { fillCards } from './fill-cards.ts'
import { makeCards } from './make-cards.ts'
import type { Round } from './round.ts'
import { type Act, eachCardOnce, skipped, type Taken } from './taken.ts'
import { tally } from './tally.ts'

const SIZE = { first: 20, least: 5, most: 200 }

export const applyRows = async (round: Round, id: string): Promise<void> => {
  let [size, after] = [SIZE.first, 0]
  while (!round.isOver()) {
    const from = performance.now()
    try {
      const last = await inTransaction(round.db, (trx) => applyBatch(trx, round, id, { after, limit: size }))
      if (last === null) break
      after = last
      size = nextBatch(size, performance.now() - from, SIZE)
    } catch (error) {
      if (!isOfData(error)) throw error
      // One of these rows cannot be kept: they are taken one by one, and it alone is refused.
      if (size > 1) size = 1
      else await inTransaction(round.db, (trx) => refuseFirst(trx, id, after))
    }
  }
}

/** Classes 22 and 23 of SQLSTATE: what was sent cannot be kept, and will not be the next time either. */
const isOfData = (error: unknown): boolean => /^2[23]/.test((error as { code?: string }).code ?? '')

/** The last line that was done; null when there is nothing left to do, or somebody has cancelled it. */
const applyBatch = async (
  trx: Trx,
  round: Round,
  id: string,
  part: { after: number; limit: number },
): Promise<number | null> => {
  const record = await holdImport(trx, id, 'applying')
  if (!record) return null
  const rows = await unappliedRows(trx, id, part)
  if (rows.length === 0) {
    await finish(trx, round, record)
    return null
  }
  const taken = eachCardOnce(
    rows.map((row) => ({ row, deed: deedFor(row, record) })),
    ({ deed }) => (deed.deed === 'fill' ? deed.cardId : null),
  )
  const act: Act = { importId: id, by: record.made_by, at: round.clock.now() }
  const outcomes: RowOutcome[] = [
    ...(await makeCards(trx, act, ofDeed(taken, 'create'))),
    ...(await fillCards(trx, act, ofDeed(taken, 'fill'))),
    ...ofDeed(taken, 'skip').map(({ row }) => skipped(row.line)),
  ]
  await writeOutcomes(trx, id, outcomes)
  await countOn(trx, record, {
    done: outcomes.length,
    counts: tally(outcomes.map(({ outcome }) => outcome)),
  })
  return taken.at(-1)!.row.line
}

const ofDeed = <D extends Deed['deed']>(taken: readonly Taken[], which: D): Taken<D>[] =>
  taken.filter((one): one is Taken<D> & Taken => one.deed.deed === which)

const deedFor = (row: StagedRow, { on_known, on_suspect }: ImportRecord): Deed => {
  // Forgotten meanwhile, with the client whom it was of.
  if (row.card === null || row.verdict === null) return { deed: 'skip' }
  return deedOf(
    { verdict: row.verdict, choice: row.choice, cardId: row.card_id, suspects: row.suspects ?? [] },
    { onKnown: on_known ?? 'skip', onSuspect: on_suspect ?? 'skip' },
  )
}

const refuseFirst = async (trx: Trx, id: string, after: number): Promise<void> => {
  const record = await holdImport(trx, id, 'applying')
  const [row] = await unappliedRows(trx, id, { after, limit: 1 })
  if (!record || !row) return
  await writeOutcomes(trx, id, [{ ...skipped(row.line), outcome: 'refused' }])
  await countOn(trx, record, { done: 1, counts: { refused: 1 } })
}

const finish = async (trx: Trx, { clock, config }: Round, record: ImportRecord): Promise<void> => {
  const at = clock.now()
  const by = { id: record.id, actorId: record.made_by }
  await moveInRound(trx, by, 'finishApply', { at, applied_at: new Date(at), samples: [] })
  await auditEnd(trx, record, 'client.import', at)
  await forgetFile(config, record.id)
}
