/** A call centre small enough to know by heart: two markets, five queues, a user of each role, always open. */
import { cheapCost, createUser, hashPassword, seedRoles } from '#server/identity/index.ts'
import { type Database, inTransaction, type Trx } from '#server/platform/database.ts'
import { publishFlow } from '#server/telephony/index.ts'
import { firstFlow } from '#shared/telephony/flow.contract.ts'

export const PASSWORD = 'a long enough secret'
export const emailOf = (name: string) => `${name}@example.test`

const always = Object.fromEntries(
  ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [{ from: 0, to: 1440 }]]),
)
const named = (code: string) => ({ code, name_ru: `${code} ру`, name_en: `${code} en` })

const USERS = [
  ['agent', 'agent'],
  ['agent2', 'agent'],
  ['agent3', 'agent'],
  ['handler', 'claim-handler'],
  ['supervisor', 'supervisor'],
  ['head-sales', 'head-sales'],
  ['head-marketing', 'head-marketing'],
  ['head-after-sales', 'head-after-sales'],
  ['director', 'director'],
  ['administrator', 'administrator'],
] as const
export type UserName = (typeof USERS)[number][0]

const QUEUES = [
  ['sales-ru', 'ru', 'ru', 'sales', 0],
  ['sales-en', 'export', 'en', 'sales', 0],
  ['claims-ru', 'ru', 'ru', 'claims', 10],
  ['claims-en', 'export', 'en', 'claims', 10],
  ['delivery', 'ru', 'ru', 'delivery', 0],
] as const
export type QueueCode = (typeof QUEUES)[number][0]

export type Company = {
  users: Record<UserName, string>
  queues: Record<QueueCode, string>
  markets: { ru: string; export: string }
  /** Сталь-Сервис, of the Russian market, phone +7 495 123-45-67, managed by `agent2`. */
  client: { id: string; phone: string }
  dispositions: { resolved: string; callBack: string }
}

export const makeCompany = (db: Database): Promise<Company> => inTransaction(db, found)

const found = async (trx: Trx): Promise<Company> => {
  const add = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const [added] = await trx(table).insert(row).returning<{ id: string }[]>('id')
    return added?.id ?? ''
  }
  const calendar = await add('calendars', {
    ...named('always'),
    zone: 'Europe/Moscow',
    week: JSON.stringify(always),
  })
  const market = (code: string, language: string, currency: string, region: string) =>
    add('markets', {
      ...named(code),
      language,
      currency,
      zone: 'Europe/Moscow',
      default_region: region,
      calendar_id: calendar,
    })
  const markets = {
    export: await market('export', 'en', 'USD', 'GB'),
    ru: await market('ru', 'ru', 'RUB', 'RU'),
  }
  const department = await add('departments', named('sales'))
  await seedRoles(trx)
  const users = await makeUsers(trx, department, markets.ru)
  const queues = await makeQueues(add, calendar, markets)
  for (const name of ['agent', 'agent2', 'agent3', 'handler'] as const) {
    for (const queue_id of Object.values(queues))
      await trx('queue_agents').insert({ queue_id, user_id: users[name] })
  }
  const clientId = await add('clients', {
    kind: 'company',
    name: 'Сталь-Сервис',
    market_id: markets.ru,
    country: 'RU',
    region: 'Москва',
    industry: 'construction',
    source: 'site',
    manager_id: users.agent2,
  })
  const phone = '+74951234567'
  await trx('addresses').insert({ client_id: clientId, kind: 'phone', value: phone })
  await publishFlow(trx, { code: 'main', definition: firstFlow, actorId: null, now: Date.now() })
  return {
    users,
    queues,
    markets,
    client: { id: clientId, phone },
    dispositions: {
      resolved: await disposition(trx, 'resolved'),
      callBack: await disposition(trx, 'call-back'),
    },
  }
}

/** A new hub brings the usual ones. */
const disposition = async (trx: Trx, code: string): Promise<string> =>
  (await trx('dispositions').where({ code }).first<{ id: string }>('id')).id

const makeUsers = async (trx: Trx, departmentId: string, marketId: string): Promise<Company['users']> => {
  const passwordHash = await hashPassword(PASSWORD, cheapCost)
  const users: Partial<Company['users']> = {}
  for (const [name, role] of USERS) {
    users[name] = await createUser(trx, {
      email: emailOf(name),
      name: `${name} name`,
      passwordHash,
      language: 'ru',
      departmentId,
      marketId,
      roles: [role],
    })
  }
  return users as Company['users']
}

const makeQueues = async (
  add: (table: string, row: Record<string, unknown>) => Promise<string>,
  calendar: string,
  markets: Company['markets'],
): Promise<Company['queues']> => {
  const queues: Partial<Company['queues']> = {}
  for (const [code, market, language, topic, priority] of QUEUES) {
    queues[code] = await add('queues', {
      ...named(code),
      market_id: markets[market],
      language,
      topic,
      priority,
      calendar_id: calendar,
      preferred_for_ms: 0,
      script_ru: `Скажите: ${code}`,
      script_en: `Say: ${code}`,
    })
  }
  return queues as Company['queues']
}
