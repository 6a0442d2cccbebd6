import { afterAll, beforeAll, expect, test } from 'vitest'
import { listFields } from '#server/organisation/index.ts'
import { type Database, openDatabase } from '#server/platform/database.ts'
import { type CustomValues, judgeValues } from '#shared/organisation/custom-value.ts'
import { linesOf } from '#shared/record/lines-of.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/harness/database.ts'
import { seedDemo } from './seed-demo.ts'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase(database.url, { max: 2 })
  await seedDemo({ databaseUrl: database.url, dataDir: '', passwords: 'demo' })
}, 60_000)
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const count = async (table: string): Promise<number> => {
  const row = await db(table).count({ n: '*' }).first<{ n: number }>()
  return row.n
}

test('a company of the size that reports need', async () => {
  expect(await count('clients')).toBe(2_000)
  const { countries } = await db('clients')
    .countDistinct({ countries: 'country' })
    .first<{ countries: number }>()
  expect(countries).toBe(9)
  const companies = await db('clients').where({ kind: 'company' }).pluck('name')
  expect(new Set(companies).size).toBe(companies.length)
  expect(await count('interactions')).toBeGreaterThan(12_000)
  expect(await count('deals')).toBeGreaterThan(1_500)
  expect(await count('claims')).toBeGreaterThan(500)
  expect(await db('articles').whereNull('category_id').count()).toEqual([{ count: 0 }])
  const closed = await db('claims').whereNotNull('closed_at').orderBy('id').select('id', 'closed_at')
  expect(closed.length).toBeGreaterThan(300)
  expect(await db('claim_closings').orderBy('claim_id').select({ id: 'claim_id' }, 'closed_at')).toEqual(
    closed,
  )
  const abandoned = await db('interactions')
    .where({ outcome: 'abandoned' })
    .count({ n: '*' })
    .first<{ n: number }>()
  const share = abandoned.n / (await count('interactions'))
  expect(share).toBeGreaterThan(0.02)
  expect(share).toBeLessThan(0.15)
})

test('every event is of its shape: the record can be fed from the log', async () => {
  const rows = await db('events').select(
    'id',
    'tx',
    'at',
    'kind',
    'subject_kind',
    'subject_id',
    'actor_id',
    'data',
  )
  const lines = rows.flatMap((row) =>
    linesOf({
      cursor: { tx: String(row.tx), id: String(row.id) },
      at: row.at,
      kind: row.kind,
      subject: { kind: row.subject_kind, id: row.subject_id },
      actorId: row.actor_id,
      data: row.data,
    }),
  )
  expect(lines.length).toBeGreaterThan(15_000)
})

test('the house’s own fields hold what fits into them', async () => {
  const fields = await listFields(db)
  for (const [thing, table] of [
    ['client', 'clients'],
    ['claim', 'claims'],
    ['deal', 'deals'],
  ] as const) {
    const rows = await db(table).whereRaw("custom <> '{}'").select<{ custom: CustomValues }[]>('custom')
    expect(rows.length).toBeGreaterThan(200)
    const own = fields.filter((field) => field.thing === thing)
    const faults = rows.flatMap(({ custom }) => Object.keys(judgeValues(own, {}, custom, false).faults))
    expect(faults).toEqual([])
  }
})

test('claims are numbered without gaps, and open deals carry the number the log tells', async () => {
  const { rows } = await db.raw<{ rows: { gaps: number }[] }>(
    `select count(*)::int as gaps from claim_counters c
      where c.last <> (select count(*) from claims k join markets m on m.id = k.market_id
                        where k.market_id = c.market_id and k.number like upper(m.code) || '-' || c.year || '-%')`,
  )
  expect(rows[0]?.gaps).toBe(0)
  const wrong = await db.raw<{ rows: { n: number }[] }>(
    `select count(*)::int as n from events e join deals d on d.id = e.subject_id
      where e.kind = 'deal.opened' and (e.data->>'number')::bigint <> d.number`,
  )
  expect(wrong.rows[0]?.n).toBe(0)
})

test('a claim was looked into before it was decided, and what its list counts its own page shows', async () => {
  const { rows } = await db.raw<{ rows: Record<string, number>[] }>(
    `select count(*) filter (where k.state in ('investigated', 'proposed', 'approved', 'communicated', 'settled', 'verified',
                                              'rejected', 'closed')
                               and k.findings is null)::int as without_findings,
            count(*) filter (where k.state <> 'received' and k.handler_id is null)::int as without_handler,
            count(*) filter (where k.answered_at is not null and k.answer is null)::int as without_answer,
            count(*) filter (where c.next_step <> (select count(*) from claim_escalations e
                                                    where e.clock_id = c.id))::int as uncounted,
            count(*) filter (where c.next_step <> (select count(*) from events e
                                                    where e.kind = 'claim.escalated' and e.subject_id = k.id))::int as untold,
            count(*) filter (where c.next_step > 0)::int as escalated
       from claims k join claim_clocks c on c.claim_id = k.id`,
  )
  const { escalated, ...faults } = rows[0] ?? {}
  expect(faults).toEqual({
    without_findings: 0,
    without_handler: 0,
    without_answer: 0,
    uncounted: 0,
    untold: 0,
  })
  expect(escalated).toBeGreaterThan(20)
})

test('claims say of what they are, and what stands of each is by its stage; money was decided by two', async () => {
  const { rows } = await db.raw<{ rows: Record<string, number>[] }>(
    `select count(*) filter (where not exists (select 1 from claim_products p where p.claim_id = k.id))::int as without_product,
            count(*) filter (where k.findings is not null and k.cause_id is null)::int as without_cause,
            count(*) filter (where k.state = 'assessed' and (k.safety is null or k.impact is null))::int as unjudged,
            count(*) filter (where k.answer is not null and k.state <> 'rejected' and k.closing_ground is distinct from 'rejected'
                               and k.remedy is null)::int as without_remedy,
            count(*) filter (where k.agreed_minor > k.claimed_minor)::int as more_than_claimed,
            count(*) filter (where k.agreed_minor > 0 and (k.approved_by is null or k.approved_by = k.proposed_by))::int as alone,
            count(*) filter (where k.agreed_minor > 0)::int as paid
       from claims k`,
  )
  const { paid, ...faults } = rows[0] ?? {}
  expect(faults).toEqual({
    without_product: 0,
    without_cause: 0,
    unjudged: 0,
    without_remedy: 0,
    more_than_claimed: 0,
    alone: 0,
  })
  expect(paid).toBeGreaterThan(20)
  // A batch is sold to several: what went wrong with it is heard of more than once.
  const shared = await db('claim_products')
    .whereNotNull('batch')
    .groupBy('batch')
    .havingRaw('count(*) > 2')
    .pluck('batch')
  expect(shared.length).toBeGreaterThan(5)
})

test('who opened a claim had talked with the client and may open claims; handlers take and move them', async () => {
  const { rows } = await db.raw<{ rows: { kind: string; role: string; own: boolean }[] }>(
    `select distinct e.kind, r.code as role, e.kind <> 'claim.opened' or e.actor_id = k.opened_by as own
       from events e join claims k on k.id = e.subject_id
       left join user_roles ur on ur.user_id = e.actor_id left join roles r on r.id = ur.role_id
      where e.kind in ('claim.opened', 'claim.assigned')`,
  )
  expect(rows.every(({ own }) => own)).toBe(true)
  const roles = (kind: string) => rows.filter((row) => row.kind === kind).map(({ role }) => role)
  expect(roles('claim.opened').sort()).toEqual(['agent', 'claim-handler'])
  expect(roles('claim.assigned')).toEqual(['claim-handler'])
})

test('agents, handlers and queues have tasks: due today, overdue, done, in the language of their owner', async () => {
  const day = 86_400_000
  const tasks = await db('tasks as t')
    .leftJoin('users as u', 'u.id', 't.owner_id')
    .select(
      't.state',
      't.title',
      't.cause',
      't.owner_id',
      't.queue_id',
      't.due_at',
      't.done_at',
      't.created_at',
      'u.language',
    )
  const open = tasks.filter(({ state }) => state === 'open' || state === 'taken')
  const owners = new Set(open.map(({ owner_id }) => owner_id).filter(Boolean))
  expect(owners.size).toBeGreaterThanOrEqual(14)
  expect(open.filter(({ due_at }) => due_at < Date.now()).length).toBeGreaterThan(12)
  expect(
    open.filter(({ due_at }) => due_at > Date.now() && due_at < Date.now() + day).length,
  ).toBeGreaterThan(20)
  expect(open.filter(({ owner_id }) => owner_id === null).length).toBeGreaterThan(8)
  expect(tasks.filter(({ state }) => state === 'done').length).toBeGreaterThan(20)
  expect(
    tasks.filter((one) => one.created_at > one.due_at || (one.done_at < one.created_at && one.done_at)),
  ).toEqual([])
  // The hub's own causes have words in the reader's language; a person's are in the owner's.
  expect(tasks.filter(({ title, cause }) => (title === '') === (cause === null))).toEqual([])
  const wrong = tasks.filter(
    ({ language, title, cause }) => cause === null && (language === 'ru') !== /[а-яё]/i.test(title),
  )
  expect(wrong).toEqual([])
})

test('some talks went on in writing, and read as what happened', async () => {
  const talks = await db('interactions').where({ channel: 'sms' })
  expect(talks.length).toBeGreaterThan(100)
  expect(await count('messages')).toBe(2 * talks.length)
  expect(new Set(talks.map(({ state }) => state))).toEqual(new Set(['closed']))
  const { n } = await db('timeline')
    .whereRaw(`summary ->> 'channel' = 'sms'`)
    .count({ n: '*' })
    .first<{ n: number }>()
  expect(n).toBe(talks.length)
})
