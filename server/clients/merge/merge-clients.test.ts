/** Merging two cards and parting them: races, late comers, long histories, and any sequence of both. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command, runModel } from '../../../tests/harness/merge-model.ts'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { type TestPlatform, testPlatform } from '../../../tests/harness/test-platform.ts'
import { editClient } from '../edit-client.ts'
import { readCard } from '../read-card.ts'
import { resolveAddress } from '../resolve-address.ts'
import { searchClients } from '../search-clients.ts'
import { carryMerges } from './carry-merge.ts'
import { dismissDuplicate } from './dismiss-duplicate.ts'
import { mergeClients } from './merge-clients.ts'
import { previewMerge } from './preview-merge.ts'
import { readMerges } from './read-merges.ts'
import { undoMerge } from './undo-merge.ts'

let company: SmallCompany
let platform: TestPlatform
const head = () =>
  company.actor(company.ids.head, { 'client.read': 'all', 'client.edit': 'all', 'client.merge': 'all' })

beforeAll(async () => {
  company = await createSmallCompany()
  platform = testPlatform(company.db)
})
afterAll(() => company.drop())

const make = async (name: string, more: object = {}): Promise<string> => {
  const row = { kind: 'company', name, market_id: company.ids.ru, ...more }
  return (await company.db('clients').insert(row).returning('id'))[0].id
}
const wish = async (clientId: string, otherId: string, take: 'region'[] = []) => {
  const versions = await company.db('clients').whereIn('id', [clientId, otherId]).select('id', 'version')
  const of = (id: string) => versions.find((row) => row.id === id).version
  return { clientId, otherId, version: of(clientId), otherVersion: of(otherId), take }
}
const countOf = async (table: string, client_id: string) =>
  (await company.db(table).where({ client_id }).count({ n: '*' }).first())!.n

/** As if the process had died between two batches of a merge. */
const leaveMoving = async (mergeId: string, into: string, other: string, rows: number) => {
  await company.db('client_merges').where({ id: mergeId }).update({ state: 'moving' })
  await company.db.transaction(async (trx) => {
    await trx.raw(`select set_config('perezvon.moving', 'on', true)`)
    const some = trx('notes').where({ client_id: into }).limit(rows).select('id')
    await trx('notes').whereIn('id', some).update({ client_id: other })
  })
}

test('everything of the merged card stands on the other, is found there, and goes back', async () => {
  const [into, other] = [
    await make('Ромашка', { region: 'Урал' }),
    await make('Ромашка-2', { region: 'Сибирь' }),
  ]
  const { db } = company
  const phone = (client_id: string, value: string) =>
    db('addresses').insert({ client_id, kind: 'phone', value })
  await phone(into, '+74951110001')
  await phone(other, '+74951110001')
  await phone(other, '+74951110002')
  await db('persons').insert({ client_id: other, name: 'Анна' })
  await db('notes').insert({ client_id: other, text: 'слово' })
  const preview = await previewMerge(platform, head(), { clientId: into, otherId: other })
  expect(preview.differing.map(({ field, into: a, other: b }) => [field, a, b])).toEqual([
    ['name', 'Ромашка', 'Ромашка-2'],
    ['region', 'Урал', 'Сибирь'],
  ])
  // The phone that both have is not counted: it does not come over.
  expect(preview.moving).toEqual([
    { what: 'notes', count: 1 },
    { what: 'persons', count: 1 },
    { what: 'addresses', count: 1 },
  ])
  const done = await mergeClients(platform, head(), await wish(into, other, ['region']))
  expect(done).toMatchObject({ state: 'done', mergedId: other, byName: 'head' })
  const card = await readCard(db, head(), into)
  expect(card).toMatchObject({ region: 'Сибирь', persons: [{ name: 'Анна' }], mergedInto: null })
  expect(card.addresses.map(({ value }) => value).sort()).toEqual(['+74951110001', '+74951110002'])
  const gone = await readCard(db, head(), other)
  expect(gone).toMatchObject({ mergedInto: into, editable: false })
  await expect(
    editClient(platform, head(), other, { version: gone.version, name: 'Нет' }),
  ).rejects.toMatchObject({
    code: 'merged',
    facts: { into },
  })
  const found = await searchClients(platform, head(), 'ромашка', async () => [])
  expect(found.results.map(({ clientId }) => clientId)).toEqual([into])
  for (const value of ['+74951110001', '+74951110002']) {
    const { candidates } = await resolveAddress(db, { kind: 'phone', value })
    expect(candidates.map(({ clientId }) => clientId)).toEqual([into])
  }
  // Filed by one who still holds the old id.
  await db('notes').insert({ client_id: other, text: 'позже' })
  expect(await countOf('notes', into)).toBe(2)
  expect((await readMerges(db, head(), into)).merges).toMatchObject([{ mergedName: 'Ромашка-2' }])
  await undoMerge(platform, head(), { clientId: into, mergeId: done.id })
  expect(await readCard(db, head(), into)).toMatchObject({ region: 'Урал', persons: [] })
  expect(await readCard(db, head(), other)).toMatchObject({ mergedInto: null, persons: [{ name: 'Анна' }] })
  expect([await countOf('addresses', into), await countOf('addresses', other)]).toEqual([1, 2])
  expect([await countOf('notes', into), await countOf('notes', other)]).toEqual([0, 2])
  const kinds = await db('events').where({ subject_id: other }).orderBy('id').select('kind')
  expect(kinds.map(({ kind }) => kind)).toEqual(['client.merged-away', 'client.parted'])
  await expect(undoMerge(platform, head(), { clientId: into, mergeId: done.id })).rejects.toMatchObject({
    code: 'merge_undone',
  })
})

test('two who merge the same cards at once, each the other way: one does, the other is told', async () => {
  await Promise.all(Array.from({ length: 6 }, () => company.db.raw('select pg_sleep(0.05)')))
  for (let turn = 0; turn < 8; turn += 1) {
    const [a, b] = [await make(`A${turn}`), await make(`B${turn}`)]
    const wishes = [await wish(a, b), await wish(b, a), await wish(a, b)]
    const outcomes = await Promise.allSettled(wishes.map((one) => mergeClients(platform, head(), one)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of outcomes) {
      if (one.status === 'rejected') expect(['merged', 'stale']).toContain(one.reason.code)
    }
    const standing = await company.db('clients').whereIn('id', [a, b]).whereNull('merged_into')
    expect(standing).toHaveLength(1)
  }
})

test('what is filed while a merge goes on never stays behind', async () => {
  const [into, other] = [await make('Гонка'), await make('Гонка 2')]
  const filing = Array.from({ length: 40 }, async (_, turn) => {
    await company.db.raw('select pg_sleep(?)', [turn / 400])
    await company.db('notes').insert({ client_id: other, text: String(turn) })
  })
  const merging = mergeClients(platform, head(), await wish(into, other))
  await Promise.all([...filing, merging])
  expect([await countOf('notes', into), await countOf('notes', other)]).toEqual([40, 0])
})

test('a row that somebody is changing when its card is merged or parted goes with the others', async () => {
  const [into, other] = [await make('Занята'), await make('Занята 2')]
  const { db } = company
  const rows = ['первое', 'второе'].map((text) => ({ client_id: other, text }))
  const [busy] = await db('notes').insert(rows).returning('id')
  const meanwhile = async <T>(work: () => Promise<T>): Promise<T> => {
    const changing = await db.transaction()
    await changing('notes').where({ id: busy.id }).update({ text: 'правится' })
    const doing = work()
    await db.raw('select pg_sleep(0.3)')
    await changing.commit()
    return doing
  }
  const done = await meanwhile(async () => mergeClients(platform, head(), await wish(into, other)))
  expect([await countOf('notes', into), await countOf('notes', other)]).toEqual([2, 0])
  await meanwhile(() => undoMerge(platform, head(), { clientId: into, mergeId: done.id }))
  expect([await countOf('notes', into), await countOf('notes', other)]).toEqual([0, 2])
})

test('a stale merge is refused whole, and one beyond the reach of either card', async () => {
  const [into, other] = [await make('Стоит'), await make('Чужая', { manager_id: company.ids.handler })]
  const stale = { ...(await wish(into, other)), otherVersion: 7 }
  await expect(mergeClients(platform, head(), stale)).rejects.toMatchObject({ code: 'stale' })
  const own = company.actor(company.ids.agent, { 'client.read': 'all', 'client.merge': 'own' })
  await company.db('clients').where({ id: into }).update({ manager_id: company.ids.agent })
  await expect(mergeClients(platform, own, await wish(into, other))).rejects.toMatchObject({ status: 403 })
  await expect(mergeClients(platform, head(), await wish(into, into))).rejects.toMatchObject({
    code: 'same_client',
  })
  expect(await company.db('client_merges').whereIn('client_id', [into, other])).toEqual([])
})

test('a long history follows in batches, and a sweep takes up what a crash has left', async () => {
  const [into, other] = [await make('Длинная'), await make('Длинная 2')]
  await company.db.raw(
    `insert into notes (client_id, text) select ?, 'слово ' || n from generate_series(1, 2500) n`,
    [other],
  )
  const done = await mergeClients(platform, head(), await wish(into, other))
  expect([await countOf('notes', into), done.state]).toEqual([2500, 'done'])
  // Each transaction leaves its number on the rows it moved: none moved so many that it lasted (invariant 4).
  const { rows } = await company.db.raw(
    'select count(*) as n from notes where client_id = ? group by xmin::text order by 1 desc',
    [into],
  )
  expect(rows[0].n).toBe(300)
  await leaveMoving(done.id, into, other, 300)
  await carryMerges(platform)
  expect([await countOf('notes', into), await countOf('notes', other)]).toEqual([2500, 0])
  await undoMerge(platform, head(), { clientId: into, mergeId: done.id })
  expect([await countOf('notes', into), await countOf('notes', other)]).toEqual([0, 2500])
})

test('two who carry one history at once leave nothing behind', async () => {
  const [into, other] = [await make('Несут двое'), await make('Несут двое 2')]
  await company.db.raw(
    `insert into notes (client_id, text) select ?, 'слово ' || n from generate_series(1, 4500) n`,
    [other],
  )
  const done = await mergeClients(platform, head(), await wish(into, other))
  await leaveMoving(done.id, into, other, 4500)
  await Promise.all([carryMerges(platform), carryMerges(platform)])
  expect([await countOf('notes', into), await countOf('notes', other)]).toEqual([4500, 0])
})

test('while a history is on its way its cards are neither merged further nor parted', async () => {
  const [into, other, third] = [await make('В пути'), await make('В пути 2'), await make('В пути 3')]
  await company.db('notes').insert(['a', 'b', 'c'].map((text) => ({ client_id: other, text })))
  const first = await mergeClients(platform, head(), await wish(into, third))
  const done = await mergeClients(platform, head(), await wish(into, other))
  await leaveMoving(done.id, into, other, 2)
  const further = await make('В пути 4')
  const refused = { code: 'merge_moving' }
  await expect(mergeClients(platform, head(), await wish(further, into))).rejects.toMatchObject(refused)
  const parting = { clientId: into, mergeId: first.id }
  await expect(undoMerge(platform, head(), parting)).rejects.toMatchObject(refused)
  await carryMerges(platform)
  await mergeClients(platform, head(), await wish(further, into))
  await undoMerge(platform, head(), { clientId: further, mergeId: first.id })
  expect([await countOf('notes', further), await countOf('notes', other)]).toEqual([3, 0])
})

test('a card is not merged with itself, nor called another than itself, in whatever letters its id is written', async () => {
  const one = await make('Сама')
  const itself = { clientId: one, otherId: one.toUpperCase() }
  const versions = { version: 1, otherVersion: 1, take: [] }
  const refused = { code: 'same_client' }
  await expect(mergeClients(platform, head(), { ...itself, ...versions })).rejects.toMatchObject(refused)
  await expect(dismissDuplicate(platform, head(), itself)).rejects.toMatchObject(refused)
  expect(await company.db('clients').where({ id: one }).first()).toMatchObject({ merged_into: null })
  // Two that are told apart: the lesser is kept first, whichever is written in capitals.
  const [lesser, greater] = [one, await make('Другая')].sort() as [string, string]
  await dismissDuplicate(platform, head(), { clientId: lesser, otherId: greater.toUpperCase() })
  expect(await company.db('distinct_clients').where({ one_id: lesser, other_id: greater })).toHaveLength(1)
})

test('every table whose rows belong to a client follows a merge', async () => {
  const { rows } = await company.db.raw(
    `select c.conrelid::regclass::text as name from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'clients'::regclass and a.attname = 'client_id'
        and not exists (select from pg_attribute h where h.attrelid = c.conrelid and h.attname = 'home_client_id')`,
  )
  // What was merged into what is of the card itself.
  expect(rows.map(({ name }: { name: string }) => name)).toEqual(['client_merges'])
})

test('any edits and merges, parted in any order, give back the cards', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 5, maxLength: 30 }),
      fc.infiniteStream(fc.nat(100)),
      async (commands, order) => {
        const faults = await runModel(
          { platform, company, actor: head() },
          commands,
          () => order.next().value,
        )
        expect(faults).toEqual([])
      },
    ),
    { numRuns: 25, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
  )
}, 120_000)
