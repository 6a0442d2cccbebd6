/** Puts the trading house itself in place: calendars, markets, people, queues, goods, words. */
import { putClaimCategory } from '#server/claims/index.ts'
import { createUser, seedRoles } from '#server/identity/index.ts'
import type { Trx } from '#server/platform/database.ts'
import { putProduct, putProductGroup, putRefusalReason } from '#server/sales/index.ts'
import { publishFlow } from '#server/telephony/index.ts'
import { firstCalendars } from '#shared/organisation/first-calendars.data.ts'
import { firstFlow } from '#shared/telephony/flow.contract.ts'
import * as data from './organisation.data.ts'

export type Product = { id: string; groupId: string; priceRub: number; nameRu: string; nameEn: string }
export type House = {
  markets: Record<string, { id: string; currency: string; zone: string; language: 'ru' | 'en' }>
  users: Record<string, { id: string; name: string; departmentId: string; user: data.DemoUser }>
  queues: Record<string, { id: string; nameRu: string; nameEn: string; marketId: string }>
  dispositions: Record<string, { id: string; nameRu: string; nameEn: string }>
  products: Product[]
  refusals: { id: string; code: string; weight: number }[]
  categories: { id: string; code: string; nameRu: string; nameEn: string; weight: number }[]
}

type Ids = Record<string, string>
const named = (row: { code: string; nameRu: string; nameEn: string }) => ({
  code: row.code,
  name_ru: row.nameRu,
  name_en: row.nameEn,
})
const add = async (trx: Trx, table: string, row: Record<string, unknown>): Promise<string> => {
  const [added] = await trx(table).insert(row).returning<{ id: string }[]>('id')
  if (!added) throw new Error(`${table} took no row`)
  return added.id
}

export const makeOrganisation = async (trx: Trx, passwordHash: (email: string) => string): Promise<House> => {
  const calendars = await makeCalendars(trx)
  const markets = await makeMarkets(trx, calendars)
  const departments = await makeDepartments(trx)
  await seedRoles(trx)
  const users = await makeUsers(trx, { departments, markets, passwordHash })
  const queues = await makeQueues(trx, { calendars, markets, users })
  await publishFlow(trx, { code: 'main', definition: firstFlow, actorId: null, now: Date.now() })
  // A new hub brings its own; the year of calls uses them.
  const known = await trx('dispositions').select<
    { id: string; code: string; name_ru: string; name_en: string }[]
  >('id', 'code', 'name_ru', 'name_en')
  const dispositions: House['dispositions'] = Object.fromEntries(
    known.map(({ id, code, name_ru, name_en }) => [code, { id, nameRu: name_ru, nameEn: name_en }]),
  )
  return {
    markets,
    users,
    queues,
    dispositions,
    ...(await makeGoods(trx)),
    categories: await makeCategories(trx),
  }
}

const makeCalendars = async (trx: Trx): Promise<Ids> => {
  const ids: Ids = {}
  const always = [{ from: 0, to: 1440 }]
  const all = [
    ...firstCalendars,
    {
      code: 'always',
      nameRu: 'Круглосуточно',
      nameEn: 'Around the clock',
      zone: 'Europe/Moscow',
      week: { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always },
      exceptions: [],
    },
  ]
  for (const calendar of all) {
    ids[calendar.code] = await add(trx, 'calendars', {
      ...named(calendar),
      zone: calendar.zone,
      week: JSON.stringify(calendar.week),
      exceptions: JSON.stringify(calendar.exceptions),
    })
  }
  return ids
}

const makeMarkets = async (trx: Trx, calendars: Ids): Promise<House['markets']> => {
  const markets: House['markets'] = {}
  for (const market of data.markets) {
    const { currency, zone, language } = market
    const id = await add(trx, 'markets', {
      ...named(market),
      language,
      currency,
      zone,
      default_region: market.region,
      calendar_id: calendars[market.calendar],
    })
    markets[market.code] = { id, currency, zone, language }
  }
  return markets
}

const makeDepartments = async (trx: Trx): Promise<Ids> => {
  const ids: Ids = {}
  for (const department of data.departments) {
    const parent_id = department.parent ? ids[department.parent] : null
    ids[department.code] = await add(trx, 'departments', { ...named(department), parent_id })
  }
  return ids
}

const DOMAIN = 'perezvon.example'
export const addressOf = (user: data.DemoUser) => `${user.email}@${DOMAIN}`

const makeUsers = async (
  trx: Trx,
  given: { departments: Ids; markets: House['markets']; passwordHash: (email: string) => string },
): Promise<House['users']> => {
  const users: House['users'] = {}
  for (const user of data.users) {
    const departmentId = given.departments[user.department] as string
    const id = await createUser(trx, {
      email: addressOf(user),
      name: user.name,
      passwordHash: given.passwordHash(addressOf(user)),
      language: user.language,
      departmentId,
      marketId: given.markets[user.market]?.id ?? null,
      roles: [user.role],
    })
    users[user.email] = { id, name: user.name, departmentId, user }
  }
  return users
}

const makeQueues = async (
  trx: Trx,
  given: { calendars: Ids; markets: House['markets']; users: House['users'] },
): Promise<House['queues']> => {
  const skills: Ids = {}
  for (const skill of data.skills) skills[skill.code] = await add(trx, 'skills', named(skill))
  const queues: House['queues'] = {}
  for (const queue of data.queues) {
    const marketId = given.markets[queue.market]?.id as string
    const id = await add(trx, 'queues', {
      ...named(queue),
      market_id: marketId,
      language: queue.language,
      topic: queue.topic,
      priority: queue.priority,
      client_points: 10,
      calendar_id: given.calendars[queue.calendar],
      needs: JSON.stringify(queue.needs),
      script_ru: queue.scriptRu,
      script_en: queue.scriptEn,
    })
    queues[queue.code] = { id, nameRu: queue.nameRu, nameEn: queue.nameEn, marketId }
  }
  for (const { id, user } of Object.values(given.users)) {
    for (const code of user.queues)
      await trx('queue_agents').insert({ queue_id: queues[code]?.id, user_id: id })
    for (const [code, level] of Object.entries(user.skills)) {
      await trx('user_skills').insert({ user_id: id, skill_id: skills[code], level })
    }
  }
  return queues
}

const makeGoods = async (trx: Trx): Promise<Pick<House, 'products' | 'refusals'>> => {
  const products: Product[] = []
  for (const group of data.products) {
    const groupId = await putProductGroup(trx, group)
    for (const [code, nameRu, nameEn, thousands] of group.items) {
      const id = await putProduct(trx, { code, nameRu, nameEn, groupId, unit: 't' })
      products.push({ id, groupId, priceRub: thousands * 1_000, nameRu, nameEn })
    }
  }
  const refusals: House['refusals'] = []
  for (const reason of data.refusals) {
    const parentId = await putRefusalReason(trx, { ...reason, parentId: null })
    for (const [code, nameRu, nameEn, weight] of reason.items) {
      const full = `${reason.code}-${code}`
      refusals.push({
        id: await putRefusalReason(trx, { code: full, nameRu, nameEn, parentId }),
        code: full,
        weight,
      })
    }
  }
  return { products, refusals }
}

const makeCategories = async (trx: Trx): Promise<House['categories']> => {
  const categories: House['categories'] = []
  for (const [position, [code, nameRu, nameEn, weight]] of data.claimCategories.entries()) {
    const id = await putClaimCategory(trx, { code, nameRu, nameEn, position })
    categories.push({ id, code, nameRu, nameEn, weight })
  }
  return categories
}
