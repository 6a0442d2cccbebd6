/** A batch of staged rows: read as cards, and held against the cards that there are. */
import type { Judge, Round } from '#server/imports/index.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { ImportDefaults } from '#shared/clients/import/import.contract.ts'
import { type Candidate, judgeRow, keysOf, type Sounds } from '#shared/clients/import/judge-row.ts'
import type { Lookups } from '#shared/clients/import/lookups.ts'
import { type ImportedCard, readRow } from '#shared/clients/import/read-row.ts'
import { factsOf, type SuspectRow } from '../../merge/duplicate.store.ts'
import type { ImportRecord } from '../import.store.ts'
import { type JudgedRow, type StagedRow, writeVerdicts } from '../staged-row.store.ts'
import { openLookups } from './lookups.store.ts'
import { findCandidates, soundsOf } from './match.store.ts'

type Reading = { columns: (string | null)[]; defaults: ImportDefaults; look: Lookups }
type Read = { line: number; sounds: Sounds } & ReturnType<typeof readRow>

/** Cards are judged as soon as it is said what stands for the missing. */
export const judgeOf = async (
  { db }: Round,
  { id, columns, defaults }: ImportRecord,
): Promise<Judge<StagedRow> | null> => {
  if (!defaults) return null
  const look = await openLookups(db)
  return async (rows) => {
    const judged = await judgeStaged(db, rows, { columns, defaults, look })
    return {
      verdicts: judged.map(({ verdict }) => verdict),
      write: (trx) => writeVerdicts(trx, id, judged),
    }
  }
}

const judgeStaged = async (
  db: Queryable,
  staged: readonly StagedRow[],
  { columns, defaults, look }: Reading,
): Promise<JudgedRow[]> => {
  const read = await withSounds(
    db,
    staged.map(({ line, cells }) => ({ line, ...readRow(cells, columns, { defaults, look }) })),
  )
  const sound = read.filter(({ faults }) => faults.length === 0)
  const found = indexed(await findCandidates(db, marksOf(sound)))
  return read.map((row) => judge(row, columns, found))
}

const withSounds = async (db: Queryable, rows: Omit<Read, 'sounds'>[]): Promise<Read[]> => {
  const sounds = await soundsOf(
    db,
    rows.flatMap(({ card }) => [card.name, ...card.persons.map(({ name }) => name)]),
  )
  let at = 0
  return rows.map((row) => {
    const [name = '', ...persons] = sounds.slice(at, at + 1 + row.card.persons.length)
    at += 1 + row.card.persons.length
    return { ...row, sounds: { name, persons } }
  })
}

/** A site says little of who one is: many cards of one holding have the same. */
const telling = (card: ImportedCard): string[] =>
  card.addresses.filter(({ kind }) => kind !== 'site').map(({ kind, value }) => `${kind}:${value}`)

const marksOf = (rows: readonly Read[]) => ({
  ids: rows.flatMap(({ card }) => card.id ?? []),
  taxNumbers: rows.flatMap(({ card }) => card.taxNumber ?? []),
  addresses: rows.flatMap(({ card }) => telling(card)),
  sounds: rows.map(({ sounds }) => sounds.name).filter((name) => name !== ''),
})

type Found = { of(row: Read): SuspectRow[] }

/** By each mark the cards that bear it: a row is held against those alone. */
const indexed = (cards: readonly SuspectRow[]): Found => {
  const byMark = new Map<string, SuspectRow[]>()
  const note = (mark: string, card: SuspectRow) => byMark.set(mark, [...(byMark.get(mark) ?? []), card])
  for (const card of cards) {
    note(`id ${card.id}`, card)
    note(`sound ${card.sound}`, card)
    if (card.tax_number) note(`tax ${card.tax_number}`, card)
    for (const address of card.addresses) note(address, card)
  }
  return {
    of: ({ card, sounds }) => {
      const marks = [`id ${card.id}`, `sound ${sounds.name}`, `tax ${card.taxNumber}`, ...telling(card)]
      return [...new Set(marks.flatMap((mark) => byMark.get(mark) ?? []))]
    },
  }
}

const judge = (row: Read, columns: Reading['columns'], found: Found): JudgedRow => {
  const { line, card, sounds } = row
  // Of a row that can be taken these tell what of it is left out.
  const faults = row.faults.length > 0 ? row.faults : row.leftOut
  const base = { line, card, faults, keys: keysOf(card, sounds), cardId: null, suspects: [] }
  if (row.faults.length > 0) return { ...base, verdict: 'faulty' }
  const cards = found.of(row)
  const candidates: Candidate[] = cards.map((one) => ({ id: one.id, facts: factsOf(one) }))
  const judgement = judgeRow(card, sounds, candidates)
  if (judgement.verdict === 'faulty') {
    const column = columns.indexOf('id')
    return {
      ...base,
      verdict: 'faulty',
      faults: [{ column: column < 0 ? null : column, code: judgement.code }],
    }
  }
  if (judgement.verdict === 'known') return { ...base, verdict: 'known', cardId: judgement.cardId }
  if (judgement.verdict === 'new') return { ...base, verdict: 'new' }
  const suspects = judgement.suspects.map(({ id, score, reasons }) => {
    const one = cards.find((candidate) => candidate.id === id)!
    return { clientId: id, name: one.name, managerName: one.manager_name, score, reasons }
  })
  return { ...base, verdict: 'suspect', suspects }
}
