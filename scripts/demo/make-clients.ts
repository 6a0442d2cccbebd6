/** About two thousand clients in nine countries, with their people and phones. */
import type { Trx } from '#server/platform/database.ts'
import { readTaxNumber } from '#shared/clients/tax-number.ts'
import { insertMany, iso } from './bulk.ts'
import type { House } from './make-organisation.ts'
import * as names from './names.data.ts'
import type { Random } from './random.ts'

export type DemoClient = {
  id: string
  marketId: string
  currency: string
  country: string
  region: string
  industry: string
  source: string
  language: 'ru' | 'en'
  managerId: string
  managerDepartmentId: string
  phone: string
  personId: string
  createdAt: number
  /** How much this client calls and buys, around 1. */
  weight: number
}

const COUNT = 2_000
const YEAR_MS = 365 * 86_400_000
type Country = keyof typeof names.foreign

export const makeClients = async (
  trx: Trx,
  house: House,
  random: Random,
  now: number,
): Promise<DemoClient[]> => {
  const clients: DemoClient[] = []
  const rows = { clients: [] as Row[], persons: [] as Row[], addresses: [] as Row[] }
  const taken = { phones: new Set<string>(), names: new Set<string>() }
  for (let index = 0; index < COUNT; index += 1) clients.push(makeClient(house, random, now, rows, taken))
  await insertMany(trx, 'clients', rows.clients)
  await insertMany(trx, 'persons', rows.persons)
  await insertMany(trx, 'addresses', rows.addresses)
  return clients
}

type Row = Record<string, unknown>
type Taken = { phones: Set<string>; names: Set<string> }

const makeClient = (
  house: House,
  random: Random,
  now: number,
  rows: { clients: Row[]; persons: Row[]; addresses: Row[] },
  taken: Taken,
): DemoClient => {
  const country = random.weighted([
    ['RU', names.RU_SHARE] as const,
    ...Object.entries(names.foreign).map(([code, { share }]) => [code, share] as const),
  ])
  const place = country === 'RU' ? null : names.foreign[country as Country]
  const language = place?.language ?? 'ru'
  const marketCode = country === 'CN' || country === 'IN' ? 'asia' : language === 'ru' ? 'ru' : 'exp'
  const market = house.markets[marketCode] as House['markets'][string]
  const isPerson = random.chance(0.12)
  const manager = random.pick(managersFor(house, language))
  const createdAt = now - random.next() * 3 * YEAR_MS - 86_400_000
  const client: DemoClient = {
    id: random.uuid(),
    marketId: market.id,
    currency: market.currency,
    country,
    region: place ? random.pick(place.regions) : random.weighted(names.ruRegions),
    industry: random.weighted(names.industries),
    source: random.weighted(names.sources),
    language,
    managerId: manager.id,
    managerDepartmentId: manager.departmentId,
    phone: newPhone(random, country, taken.phones),
    personId: random.uuid(),
    createdAt,
    weight: random.exponential(1),
  }
  const person = personName(random, country)
  rows.clients.push({
    id: client.id,
    kind: isPerson ? 'person' : 'company',
    name: isPerson
      ? person
      : ownName(companyName(random, country), place?.regions ?? names.ruTowns, taken.names),
    provisional: false,
    market_id: client.marketId,
    country,
    region: client.region,
    industry: client.industry,
    source: client.source,
    tax_number: country === 'RU' && !isPerson ? innOf(random.digits(10)) : null,
    language,
    manager_id: client.managerId,
    created_at: iso(createdAt),
    updated_at: iso(createdAt),
    version: 1,
  })
  addPeople(client, person, random, rows, taken)
  return client
}

/** Ten digits made a company's ИНН: the last is the check digit of the others. */
const innOf = (digits: string): string =>
  [...'0123456789'].map((last) => digits.slice(0, 9) + last).find((inn) => readTaxNumber(inn, 'RU'))!

const addPeople = (
  client: DemoClient,
  first: string,
  random: Random,
  rows: { persons: Row[]; addresses: Row[] },
  taken: Taken,
) => {
  const extra = random.weighted([[0, 5] as const, [1, 3] as const, [2, 1] as const])
  for (let index = 0; index <= extra; index += 1) {
    const id = index === 0 ? client.personId : random.uuid()
    const phone = index === 0 ? client.phone : newPhone(random, client.country, taken.phones)
    const at = iso(client.createdAt)
    rows.persons.push({
      id,
      client_id: client.id,
      name: index === 0 ? first : personName(random, client.country),
      position: random.pick(names.positions[client.language]),
      language: client.language,
      created_at: at,
      version: 1,
    })
    rows.addresses.push({
      id: random.uuid(),
      client_id: client.id,
      person_id: id,
      kind: 'phone',
      value: phone,
      label: null,
      created_at: at,
    })
    if (index === 0) {
      const value = `client${random.digits(7)}@mail.example`
      rows.addresses.push({
        id: random.uuid(),
        client_id: client.id,
        person_id: id,
        kind: 'email',
        value,
        label: null,
        created_at: at,
      })
    }
  }
}

const managersFor = (house: House, language: 'ru' | 'en') =>
  Object.values(house.users).filter(
    ({ user }) => user.role === 'agent' && (language === 'ru') === !user.queues.includes('sales-en'),
  )

const newPhone = (random: Random, country: string, taken: Set<string>): string => {
  for (;;) {
    const [prefix, digits] =
      country === 'RU'
        ? ([random.pick(['+7495', '+7812', '+7343', '+7912', '+7916', '+7903']), 7] as const)
        : names.foreign[country as Country].plan
    const phone = prefix + String(random.int(2, 9)) + random.digits(digits - 1)
    if (taken.has(phone)) continue
    taken.add(phone)
    return phone
  }
}

const personName = (random: Random, country: string): string => {
  if (country !== 'RU') {
    const place = names.foreign[country as Country]
    return `${random.pick(place.first)} ${random.pick(place.last)}`
  }
  return random.chance(0.5)
    ? `${random.pick(names.ruMale)} ${random.pick(names.ruSurnames)}`
    : `${random.pick(names.ruFemale)} ${random.pick(names.ruSurnames)}а`
}

/** No two companies of one name: the first that is free of the name, the name with a town, and with a number. */
const ownName = (name: string, towns: readonly string[], taken: Set<string>): string => {
  const [bare, end] = name.endsWith('»') ? [name.slice(0, -1), '»'] : [name, '']
  const tails = ['', ...towns.map((town) => ` ${town}`)]
  for (let at = 0; ; at += 1) {
    const number = Math.floor(at / tails.length)
    const full = `${bare}${tails[at % tails.length]}${number > 0 ? ` ${number + 1}` : ''}${end}`
    if (taken.has(full)) continue
    taken.add(full)
    return full
  }
}

const companyName = (random: Random, country: string): string => {
  if (country !== 'RU') {
    const base = random.pick(names.foreign[country as Country].companies)
    return random.chance(0.3) ? base : `${base} ${random.int(2, 99)}`
  }
  const name = `${random.pick(names.ruCompanyStems)}${random.pick(names.ruCompanyTails)}`
  const tail = random.chance(0.5)
    ? ''
    : `-${random.pick(['М', 'Групп', 'Центр', 'Юг', 'Север', 'Восток', 'Плюс', '2000', 'НН'])}`
  return `${random.pick(names.ruForms)} «${name}${tail}»`
}
