/** Makes and fills the cards of a checked file, a batch a transaction, each row once whatever happens to the worker. */
import { applyInBatches, endApply, type Round, tally } from '#server/imports/index.ts'
import type { Trx } from '#server/platform/database.ts'
import { type Deed, deedOf } from '#shared/clients/import/judge-row.ts'
import { clientsByFile } from '../clients-by-file.ts'
import { clientImports, type ImportRecord } from '../import.store.ts'
import { clientRows, type RowOutcome, type StagedRow, writeOutcomes } from '../staged-row.store.ts'
import { fillCards } from './fill-cards.ts'
import { makeCards } from './make-cards.ts'
import { type Act, eachCardOnce, skipped, type Taken } from './taken.ts'

const SIZE = { first: 20, least: 5, most: 200 }

export const applyRows = (round: Round, id: string): Promise<void> =>
  applyInBatches(round, {
    size: SIZE,
    applyBatch: (trx, part) => applyBatch(trx, round, id, part),
    refuseFirst: (trx, after) => refuseFirst(trx, id, after),
  })

/** The last line that was done; null when there is nothing left to do, or somebody has cancelled it. */
const applyBatch = async (
  trx: Trx,
  round: Round,
  id: string,
  part: { after: number; limit: number },
): Promise<number | null> => {
  const record = await clientImports.holdImport(trx, id, 'applying')
  if (!record) return null
  const rows = await clientRows.unappliedRows(trx, id, part)
  if (rows.length === 0) {
    await endApply(clientsByFile, trx, round, record)
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
  await clientImports.countOn(trx, record, {
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
  const record = await clientImports.holdImport(trx, id, 'applying')
  const [row] = await clientRows.unappliedRows(trx, id, { after, limit: 1 })
  if (!record || !row) return
  await writeOutcomes(trx, id, [{ ...skipped(row.line), outcome: 'refused' }])
  await clientImports.countOn(trx, record, { done: 1, counts: { refused: 1 } })
}
