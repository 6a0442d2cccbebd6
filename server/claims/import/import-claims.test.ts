/** A file of claims over HTTP, from its bytes to the undoing; the rounds are the test's own, so that it may break them. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase } from '#server/platform/database.ts'
import { feedRecord } from '#server/record/index.ts'
import { claimImporting, claimImportPath, sheetOf } from '../../../tests/harness/claim-importing.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import { inWindows1251 } from '../../../tests/harness/importing.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { workbookOf } from '../../../tests/harness/zip.ts'
import { escalateClaims } from '../index.ts'
import { carryClaimImports } from './carry-claim-imports.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const msk = (wall: string) => Date.parse(`${wall}+03:00`)
const NOW = msk('2026-06-15T12:00')
const HOUR_MS = 3_600_000

let hub: Hub
let who: Visitor
let importing: ReturnType<typeof claimImporting>
let wagon: string
beforeAll(async () => {
  hub = await startHub({ worker: false, now: NOW })
  who = await hub.as('administrator')
  importing = claimImporting(hub, () => who)
  const { db } = hub.platform
  const [{ id: group_id }] = await db('product_groups')
    .insert({ code: 'steel', name_ru: 'Сталь', name_en: 'Steel' })
    .returning('id')
  await db('products').insert({ group_id, code: 'sheet', name_ru: 'Лист', name_en: 'Sheet', unit: 't' })
  const field = { thing: 'claim', type: 'text', nameRu: 'Вагон', nameEn: 'Wagon', unitRu: '', unitEn: '' }
  const more = { hintRu: '', hintEn: '', decimals: 0, options: [], required: false }
  const made = await who.post('/api/custom-fields', { ...field, ...more, searchable: false, personal: false })
  expect(made.error).toBeUndefined()
  wagon = (await db('custom_fields').first('id')).id
})
afterAll(() => hub.stop())

const pathOf = claimImportPath
const rowsOf = async (id: string, of: string) => (await who.get(pathOf(id, `/rows?of=${of}`))).body.rows
const claimOf = (outer: string) => hub.platform.db('claims').where({ outer_number: outer }).first()
const figure = async (code: string, from: number, to: number): Promise<number> => {
  const kind = code === 'opened' ? 'claim.opened' : 'claim.moved'
  const lines = hub.platform
    .db('record_lines')
    .where({ kind })
    .whereBetween('at', [new Date(from), new Date(to)])
  if (code !== 'opened') lines.where({ outcome: code })
  return Number((await lines.sum({ n: 'tally' }).first())?.n ?? 0)
}

const HEAD =
  'Номер;Получена;Клиент;ИНН;Телефон;Вид претензии;Приоритет;Суть;Артикул;Плавка;Кол-во;Ед.;Сумма;Ответственный;Закрыта;Основание;Ответ;Вагон'
const SHEET = `${HEAD}
А-1;14.06.2026 10:00;;;8 (495) 123-45-67;quality;высокая;Лист погнут;sheet;П-77;2,5;т;1 500,50;handler@example.test;;;;52
А-2;01.02.2026;сталь сервис;;;Качество;;Ржавчина;;;;;;;;;Меняем
А-3;2026-01-10 09:00;Ромашка;7707083893;+7 495 700-00-01;delivery;;Опоздали;;;;;;;20.01.2026;Подтверждена клиентом;Извинились, вернули деньги
А-4;11.01.2026;Ромашка;;+7 495 700-00-01;delivery;;Опять опоздали;;;;;;;25.01.2026;молчание клиента;Ответили
А-1;14.06.2026;Сталь-Сервис;;;quality;;То же самое;;;;;;;;;
А-5;завтра;;;;нет такой;;;;;;;сто;;;;
А-6;16.06.2026;Сталь-Сервис;;;quality;;Из будущего;;;;;;никто;;;
`

test('a sheet in windows-1251: open and closed claims, clients found and made, rows with errors', async () => {
  const { db } = hub.platform
  const file = await importing.check(inWindows1251(SHEET))
  expect(file.reading).toMatchObject({ encoding: 'windows-1251', delimiter: ';' })
  expect(file.counts).toEqual({ ready: 2, stranger: 2, repeat: 1, faulty: 2 })
  const faulty = await rowsOf(file.id, 'faulty')
  expect(faulty.map(({ faults }: { faults: { code: string }[] }) => faults.map(({ code }) => code))).toEqual([
    ['no_client', 'invalid_date', 'unknown_category', 'required', 'invalid_money'],
    ['in_future', 'unknown_user'],
  ])
  const { body: faults } = await who.get(pathOf(file.id, '/faults'))
  expect(faults).toContain('Получена: это не похоже на дату')
  expect(await rowsOf(file.id, 'repeat')).toMatchObject([{ line: 6, twinLine: 2, outerNumber: 'А-1' }])
  expect(await rowsOf(file.id, 'ready')).toMatchObject([
    { client: { id: hub.company.client.id }, receivedAt: msk('2026-06-14T10:00'), claim: null },
    {
      client: { name: 'Сталь-Сервис' },
      receivedAt: msk('2026-02-01T00:00'),
      // An answer without a day of closing is no answer yet: that it is left out is told.
      faults: [{ column: 16, code: 'still_open' }],
    },
  ])

  const { counts } = await importing.apply(file.id)
  expect(counts).toMatchObject({ created: 4, clients: 1, late: 1, skipped: 3 })
  const first = await claimOf('А-1')
  expect(first).toMatchObject({
    number: 'RU-2026-000001',
    opened_at: msk('2026-06-14T10:00'),
    state: 'received',
    severity: 'high',
    handler_id: hub.company.users.handler,
    claimed_minor: 150_050,
    currency: 'RUB',
    opened_by: null,
    custom: { [wagon]: '52' },
  })
  expect(await db('claim_products').where({ claim_id: first.id }).first()).toMatchObject({
    batch: 'П-77',
    unit: 'т',
    quantity: '2.5',
  })
  const page = (await who.get(`/api/claims/${first.id}`)).body
  expect(page).toMatchObject({ outerNumber: 'А-1', claim: { breached: false } })
  expect((await who.get('/api/claims?search=а-1')).body.claims).toMatchObject([{ id: first.id }])

  const solved = await claimOf('А-3')
  expect(solved).toMatchObject({
    state: 'closed',
    closing_ground: 'verified',
    closed_at: msk('2026-01-20T00:00'),
    answer: 'Извинились, вернули деньги',
  })
  const shown = await db('timeline').where({ kind: 'claim', subject_id: solved.id }).first('summary')
  expect(shown.summary).toMatchObject({ state: 'closed' })
  expect(await db('claim_closings').where({ claim_id: solved.id })).toMatchObject([
    { closed_at: msk('2026-01-20T00:00'), ground: 'verified' },
  ])
  const silent = await claimOf('А-4')
  expect(silent).toMatchObject({ state: 'closed', closing_ground: 'silence', client_id: solved.client_id })
  const client = (await who.get(`/api/clients/${solved.client_id}`)).body
  expect(client).toMatchObject({ name: 'Ромашка', taxNumber: '7707083893' })
  expect(await db('notices')).toEqual([])
  expect(await db('outbox').where({ kind: 'mail' })).toEqual([])
})

test('a clock whose time has passed is a breach at its true time, and its ladder sends nothing but what lies ahead', async () => {
  const { db } = hub.platform
  const old = await claimOf('А-2')
  const page = (await who.get(`/api/claims/${old.id}`)).body
  expect(page.claim).toMatchObject({ breached: true, escalations: 0, clockStoppedAt: null })
  expect(page.claim.deadlineAt).toBeLessThan(msk('2026-03-01T00:00'))
  const late = await claimOf('А-3')
  const [stopped] = await db('claim_clocks').where({ claim_id: late.id, kind: 'final-answer' })
  expect(stopped.stopped_at).toBe(msk('2026-01-20T00:00'))

  expect(await escalateClaims(hub.platform)).toBe(0)
  expect(await db('outbox').where({ kind: 'mail' })).toEqual([])
  // The step that lies ahead of the newer one falls due like any other.
  const newer = await claimOf('А-1')
  const clocks = db('claim_clocks').where({ claim_id: newer.id })
  const ahead: number = (await clocks.min({ at: 'escalate_at' }).first())!.at
  expect(ahead).toBeGreaterThan(hub.clock.now())
  hub.clock.advance(ahead - hub.clock.now() + HOUR_MS)
  // So much later the session is over.
  who = await hub.as('administrator')
  expect(await escalateClaims(hub.platform)).toBeGreaterThan(0)
  const escalated = await db('claim_escalations').distinct('claim_id')
  expect(escalated).toEqual([{ claim_id: newer.id }])
})

test('the record counts them at their own times', async () => {
  await feedRecord(hub.platform)
  const [january, february] = [msk('2026-01-01T00:00'), msk('2026-02-01T00:00')]
  expect(await figure('opened', january, february - 1)).toBe(2)
  expect(await figure('close', january, february - 1)).toBe(1)
  expect(await figure('lapse', january, february - 1)).toBe(1)
  expect(await figure('opened', NOW - HOUR_MS, NOW + HOUR_MS)).toBe(0)
})

test('the same file again opens nothing: each number is known, and leads to its claim', async () => {
  const { body: sent } = await importing.send(SHEET)
  expect(sent).toMatchObject({ state: 'uploaded', defaults: { currency: 'RUB', severity: 'normal' } })
  const file = await importing.check(SHEET.replaceAll('А-1', 'а-1'))
  expect(file.counts).toEqual({ known: 5, faulty: 2 })
  expect((await rowsOf(file.id, 'known'))[0]).toMatchObject({ claim: { name: 'RU-2026-000001' } })
  expect((await importing.apply(file.id)).counts).toMatchObject({ skipped: 7 })
})

test('undone: claims, cards and numbers go; what was worked with stays, and the record with it', async () => {
  const { db } = hub.platform
  const { id } = await db('claim_imports').orderBy('made_at').first('id')
  const worked = await claimOf('А-1')
  expect((await who.post(`/api/claims/${worked.id}/notes`, { text: 'Звонил' })).error).toBeUndefined()
  const { counts } = await importing.undo(id)
  expect(counts).toMatchObject({ removed: 3, kept: 1 })
  expect(await rowsOf(id, 'kept')).toMatchObject([{ claim: { id: worked.id } }])
  expect(await db('claims').pluck('id')).toEqual([worked.id])
  expect(await db('clients').where({ name: 'Ромашка' })).toEqual([])
  expect(await db('timeline').where({ kind: 'claim' }).pluck('subject_id')).toEqual([worked.id])
  // The three last numbers of the register are free again: it has no gap.
  expect(await db('claim_counters').pluck('last')).toEqual([1])
  expect(await db('claim_numbers_void')).toEqual([])
  await feedRecord(hub.platform)
  expect(await figure('opened', 0, NOW)).toBe(1)
  expect(await figure('close', 0, NOW)).toBe(0)
  expect(await figure('lapse', 0, NOW)).toBe(0)
})

const inWorkbook = (text: string) => {
  const cell = (word: string) => `<c t="str"><v>${word}</v></c>`
  const row = (line: string, at: number) => `<row r="${at + 1}">${line.split(';').map(cell).join('')}</row>`
  return new Uint8Array(workbookOf(text.split('\n').map(row).join('')))
}

test('a workbook; a number that others have followed stays taken, and the register keeps why', async () => {
  const { db } = hub.platform
  const file = await importing.check(inWorkbook(sheetOf(1, 'Б')))
  expect(file).toMatchObject({ fileKind: 'xlsx', counts: { ready: 1 } })
  const { id } = await importing.apply(file.id)
  const { id: category } = await db('claim_categories').where({ code: 'quality' }).first('id')
  const next = { clientId: hub.company.client.id, categoryId: category, severity: 'low', description: 'x' }
  expect((await who.post('/api/claims', next)).body.number).toBe('RU-2026-000003')
  expect((await importing.undo(id)).counts).toMatchObject({ removed: 1 })
  expect(await db('claim_numbers_void')).toMatchObject([{ number: 'RU-2026-000002', import_id: id }])
  expect((await who.post('/api/claims', next)).body.number).toBe('RU-2026-000004')
})

test('workers that die and race in the midst of it open no claim twice, and leave no gap', async () => {
  const { db, config } = hub.platform
  const { id } = await importing.check(sheetOf(24, 'В'))
  expect((await who.post(pathOf(id, '/apply'), { onStranger: 'skip' })).status).toBe(200)
  const dying = { ...hub.platform, db: openDatabase(config.DATABASE_URL, { max: 2, name: 'dying' }) }
  const dead = carryClaimImports(dying)
  await vi.waitFor(
    async () => expect((await importing.read(id)).counts.created ?? 0).toBeGreaterThan(2),
    20_000,
  )
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and application_name like '%dying%'`
  expect((await db.raw(cut)).rows.length).toBeGreaterThan(0)
  await dead
  await dying.db.destroy()
  const left = (await importing.read(id)).counts.created ?? 0
  expect(left).toBeLessThan(24)
  await Promise.all([importing.carry(), importing.carry()])
  await importing.carry()
  expect(await importing.read(id)).toMatchObject({ state: 'applied', counts: { created: 24 } })
  const numbers: string[] = await db('claims').where({ import_id: id }).orderBy('number').pluck('number')
  expect(numbers).toHaveLength(24)
  expect(numbers.at(-1)).toBe(`RU-2026-0000${4 + 24}`)
  await importing.undo(id)
})

test('who may not import is refused, as is who opens claims for a part of the clients', async () => {
  expect((await importing.send(SHEET, await hub.as('handler'))).status).toBe(403)
  const { db } = hub.platform
  const role = db('roles').where({ code: 'administrator' }).select('id')
  await db('role_grants').where({ role_id: role, permission: 'claim.open' }).update({ scope: 'market' })
  await db('roles').where({ code: 'administrator' }).increment('version', 1)
  const narrow = await hub.as('administrator')
  expect((await importing.send(SHEET, narrow)).body.error).toMatchObject({
    code: 'denied',
    facts: { permission: 'claim.open' },
  })
})
