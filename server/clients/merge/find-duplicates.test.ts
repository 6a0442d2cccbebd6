/** Duplicates sown among made-up clients: how many are found, and how many of those suggested are true. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as names from '../../../scripts/demo/names.data.ts'
import { createRandom } from '../../../scripts/demo/random.ts'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { testPlatform } from '../../../tests/harness/test-platform.ts'
import { dismissDuplicate } from './dismiss-duplicate.ts'
import { findDuplicates } from './find-duplicates.ts'
import { listDuplicates } from './list-duplicates.ts'

const CLIENTS = 1_500
const SOWN = 120
const OTHERS = 300

let company: SmallCompany
const random = createRandom(77)
const reader = () => company.actor(company.ids.head, { 'client.read': 'all', 'client.edit': 'all' })
/** Id of a double → id of its original, and the other way. */
const twins = new Map<string, string>()
let ids: string[]

type Sown = { id: string; name: string; region: string; tax: string | null; phone: string }

const company_ = (): string =>
  `${random.pick(names.ruForms)} «${random.pick(names.ruCompanyStems)}${random.pick(names.ruCompanyTails)}-${random.int(2, 999)}»`
const client = (): Sown => ({
  id: random.uuid(),
  name: company_(),
  region: random.weighted(names.ruRegions),
  tax: random.chance(0.6) ? random.digits(10) : null,
  phone: `+7${random.pick(['495', '812', '343'])}${random.digits(7)}`,
})
/** As a second card of the same client comes about: misspelt, without the form, from another number, in Latin. */
const double = (of: Sown): Sown => {
  const spoil = random.int(0, 3)
  const bare = of.name.replace(/^\S+ /, '').replaceAll(/[«»]/g, '')
  const at = random.int(1, bare.length - 6)
  const name =
    spoil === 0
      ? bare
      : spoil === 1
        ? bare.slice(0, at) + bare.slice(at + 1)
        : spoil === 2
          ? `ООО ${bare}`
          : of.name
  // Of two cards one at least has something in common with the other besides the name, as a rule.
  const common = random.int(0, 2)
  return {
    id: random.uuid(),
    name,
    region: common === 0 || random.chance(0.7) ? of.region : random.weighted(names.ruRegions),
    tax: common === 1 ? of.tax : null,
    phone: common === 2 ? of.phone : `+7916${random.digits(7)}`,
  }
}

beforeAll(async () => {
  company = await createSmallCompany()
  const originals = Array.from({ length: CLIENTS }, client)
  const doubles = originals.slice(0, SOWN).map((of) => {
    const twin = double(of)
    twins.set(of.id, twin.id)
    twins.set(twin.id, of.id)
    return twin
  })
  const rows = [...originals, ...doubles]
  await company.db.batchInsert(
    'clients',
    rows.map(({ id, name, region, tax }) => ({
      id,
      kind: 'company',
      name,
      region,
      tax_number: tax,
      market_id: company.ids.ru,
    })),
    500,
  )
  await company.db.batchInsert(
    'addresses',
    rows.map(({ id, phone }) => ({ client_id: id, kind: 'phone', value: phone })),
    500,
  )
  await company.db.raw('analyze clients, addresses')
  ids = [...originals.slice(0, SOWN), ...originals.slice(SOWN, SOWN + OTHERS)].map(({ id }) => id)
})
afterAll(() => company.drop())

test('of sown duplicates most are found, and little else is suggested', async () => {
  const taken: number[] = []
  let [right, wrong, missed] = [0, 0, 0]
  for (const id of ids) {
    const began = performance.now()
    const { duplicates } = await findDuplicates(company.db, reader(), id)
    taken.push(performance.now() - began)
    for (const { clientId, reasons } of duplicates) {
      expect(reasons.length).toBeGreaterThan(0)
      if (twins.get(id) === clientId) right += 1
      else wrong += 1
    }
    if (twins.has(id) && !duplicates.some(({ clientId }) => clientId === twins.get(id))) missed += 1
  }
  const precision = right / (right + wrong)
  const recall = right / (right + missed)
  const p95 = taken.sort((a, b) => a - b)[Math.floor(taken.length * 0.95)]!
  console.info(
    `duplicates: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} (${SOWN} sown among ${CLIENTS}); p95 ${p95.toFixed(0)} ms`,
  )
  expect(precision).toBeGreaterThanOrEqual(0.9)
  expect(recall).toBeGreaterThanOrEqual(0.85)
}, 60_000)

test('what somebody found to be two is not suggested again, and nothing out of reach ever', async () => {
  const found = async (actor = reader()) => {
    for (const id of ids.slice(0, SOWN)) {
      const { duplicates } = await findDuplicates(company.db, actor, id)
      if (duplicates.length > 0) return { clientId: id, otherId: duplicates[0]!.clientId }
    }
    throw new Error('no duplicate is found')
  }
  const pair = await found()
  await dismissDuplicate(testPlatform(company.db), reader(), pair)
  const after = await findDuplicates(company.db, reader(), pair.clientId)
  expect(after.duplicates.map(({ clientId }) => clientId)).not.toContain(pair.otherId)
  const back = await findDuplicates(company.db, reader(), pair.otherId)
  expect(back.duplicates.map(({ clientId }) => clientId)).not.toContain(pair.clientId)
  const own = company.actor(company.ids.agent, { 'client.read': 'own' })
  const mine = ids[SOWN - 1]!
  await company.db('clients').where({ id: mine }).update({ manager_id: company.ids.agent })
  expect((await findDuplicates(company.db, own, mine)).duplicates).toEqual([])
})

test('the list of the whole house holds true pairs only of both cards in reach, once each', async () => {
  const actor = company.actor(company.ids.head, { 'client.merge': 'all' })
  const { pairs } = await listDuplicates(company.db, actor)
  expect(pairs.length).toBeGreaterThan(10)
  const right = pairs.filter(({ one, other }) => twins.get(one.clientId) === other.clientId)
  expect(right.length / pairs.length).toBeGreaterThanOrEqual(0.9)
  const keys = pairs.map(({ one, other }) => [one.clientId, other.clientId].sort().join())
  expect(new Set(keys).size).toBe(pairs.length)
  const first = pairs[0]!
  await company.db('clients').where({ id: first.one.clientId }).update({ manager_id: company.ids.agent })
  const own = company.actor(company.ids.agent, { 'client.merge': 'own' })
  expect((await listDuplicates(company.db, own)).pairs).toEqual([])
  await company.db('clients').where({ id: first.other.clientId }).update({ manager_id: company.ids.agent })
  expect((await listDuplicates(company.db, own)).pairs).toHaveLength(1)
})

test('pairs that are settled do not crowd out of the list those that are not', async () => {
  const { db, ids } = company
  // Far more of them than are gathered, each pair with a number of its own: merged ones and ones told apart by turns.
  await db.raw(
    `with made as (
       insert into clients (kind, name, market_id)
       select 'company', 'Улажено ' || n, :market from generate_series(1, 12000) n returning id, name),
     numbered as (select id, split_part(name, ' ', 2)::int - 1 as n from made),
     phones as (
       insert into addresses (client_id, kind, value)
       select id, 'phone', '+7495' || lpad((n / 2)::text, 7, '0') from numbered),
     pairs as (
       select least(a.id, b.id) as one, greatest(a.id, b.id) as other, a.n from numbered a
         join numbered b on b.n = a.n + 1 where a.n % 2 = 0),
     apart as (
       insert into distinct_clients (one_id, other_id, said_at)
       select one, other, now() from pairs where n % 4 = 0)
     select 1`,
    { market: ids.cn },
  )
  await db.raw(
    `update clients set merged_into = standing.id from clients standing
      where clients.name like 'Улажено %' and split_part(clients.name, ' ', 2)::int % 4 = 0
        and standing.name = 'Улажено ' || (split_part(clients.name, ' ', 2)::int - 1)`,
  )
  await db.raw('analyze clients, addresses, distinct_clients')
  const rows = [1, 2].map(() => ({ kind: 'company', name: 'Не улажено', market_id: ids.cn }))
  const made = await db('clients').insert(rows).returning('id')
  await db('addresses').insert(
    made.map(({ id }) => ({ client_id: id, kind: 'phone', value: '+79990000000' })),
  )
  const actor = company.actor(ids.handler, { 'client.merge': 'market' }, ids.cn)
  const { pairs } = await listDuplicates(db, actor)
  expect(pairs.map(({ one }) => one.name)).toEqual(['Не улажено'])
})
