/** Undoes an import: its cards go, its fillings are taken back; what was worked with since stays, and is told. */
import { endUndo, type Round, tally, undoInBatches } from '#server/imports/index.ts'
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import {
  addressRemoved,
  clientEdited,
  clientRemoved,
  personRemoved,
  tagRemoved,
} from '#shared/clients/client.events.ts'
import { type CustomValue, sameValue } from '#shared/organisation/custom-value.ts'
import { type CardField, fieldOf, updateClient } from '../../client.store.ts'
import { holdCards } from '../../merge/merge.store.ts'
import { takeTag } from '../../tags/tag.store.ts'
import { clientsByFile } from '../clients-by-file.ts'
import { clientImports } from '../import.store.ts'
import { clientRows, type StagedRow } from '../staged-row.store.ts'
import { lockCards, type StandingCard } from './apply.store.ts'
import { type Act, eachCardOnce } from './taken.ts'
import { removeCards, takeAddresses, takePersons, workedWith } from './undo.store.ts'

const SIZE = { first: 20, least: 5, most: 200 }

type Undone = { line: number; undone: 'removed' | 'restored' | 'kept' }

export const undoRows = (round: Round, id: string): Promise<void> =>
  undoInBatches(round, SIZE, (trx, part) => undoBatch(trx, round, id, part))

const undoBatch = async (
  trx: Trx,
  { clock }: Round,
  id: string,
  part: { before: number; limit: number },
): Promise<number | null> => {
  const record = await clientImports.holdImport(trx, id, 'undoing')
  if (!record) return null
  const rows = eachCardOnce(await clientRows.undoableRows(trx, id, part), ({ card_id }) => card_id)
  const at = clock.now()
  const by = record.undone_by ?? record.made_by
  if (rows.length === 0) {
    await endUndo(clientsByFile, trx, record, at)
    return null
  }
  const act = { importId: id, by, at }
  const undone = [
    ...(await removeMade(
      trx,
      act,
      rows.filter(({ outcome }) => outcome === 'created'),
    )),
    ...(await takeBackFillings(
      trx,
      act,
      rows.filter(({ outcome }) => outcome === 'filled'),
    )),
  ]
  await clientRows.writeUndone(trx, id, undone)
  await clientImports.countOn(trx, record, {
    done: undone.length,
    counts: tally(undone.map((one) => one.undone)),
  })
  return rows.at(-1)!.line
}

const removeMade = async (trx: Trx, act: Act, rows: readonly StagedRow[]): Promise<Undone[]> => {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.card_id!)
  // Against whatever would be filed under them meanwhile.
  await holdCards(trx, ids)
  const kept = await workedWith(
    trx,
    rows.map((row) => ({ id: row.card_id!, told: row.told ?? 0 })),
  )
  const gone = await removeCards(
    trx,
    ids.filter((id) => !kept.has(id)),
  )
  for (const subjectId of gone) {
    const data = { importId: act.importId }
    await appendEvent(trx, clientRemoved, { subjectId, actorId: act.by, at: act.at, data })
  }
  return rows.map(({ line, card_id }) => ({ line, undone: kept.has(card_id!) ? 'kept' : 'removed' }))
}

const takeBackFillings = async (trx: Trx, act: Act, rows: readonly StagedRow[]): Promise<Undone[]> => {
  const cards = await lockCards(
    trx,
    rows.map((row) => row.card_id!),
  )
  const standing = new Map(cards.map((card) => [card.id, card]))
  const undone: Undone[] = []
  for (const row of rows) {
    const card = standing.get(row.card_id!)
    // What was filled in is forgotten when the client is.
    const whole = card && row.filled ? await takeBack(trx, act, card, row.filled) : false
    undone.push({ line: row.line, undone: whole ? 'restored' : 'kept' })
  }
  return undone
}

/** True when all of it went. */
const takeBack = async (
  trx: Trx,
  act: Act,
  card: StandingCard,
  filled: NonNullable<StagedRow['filled']>,
): Promise<boolean> => {
  const told = { subjectId: card.id, actorId: act.by, at: act.at }
  const fields = Object.entries(filled.fields) as [CardField, { before: null; after: CustomValue }][]
  const standing = fields.filter(([field, { after }]) => sameValue(fieldOf(card, field), after))
  const back = Object.fromEntries(standing.map(([field, { before }]) => [field, before]))
  if (standing.length > 0) {
    await updateClient(trx, card, { ...back, at: act.at })
    const data = { version: card.version + 1, fields: Object.keys(back) }
    await appendEvent(trx, clientEdited, { ...told, data })
  }
  const addresses = await takeAddresses(trx, card.id, filled.addresses)
  for (const { id } of addresses) {
    await appendEvent(trx, addressRemoved, { ...told, data: { addressId: id, personId: null } })
  }
  const persons = await takePersons(trx, card.id, filled.persons)
  for (const { id } of persons) await appendEvent(trx, personRemoved, { ...told, data: { personId: id } })
  let tags = 0
  for (const tagId of filled.tags) {
    if (!(await takeTag(trx, [card.id], tagId))) continue
    tags += 1
    await appendEvent(trx, tagRemoved, { ...told, data: { tagId } })
  }
  return (
    standing.length === fields.length &&
    addresses.length === filled.addresses.length &&
    persons.length === filled.persons.length &&
    tags === filled.tags.length
  )
}
