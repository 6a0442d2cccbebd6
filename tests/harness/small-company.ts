/** A company small enough to know by heart: two markets, three users, one product. For the tests of the later rooms. */

import type { Actor, Scope } from '#server/platform/actor.ts'
import { type Database, openDatabase } from '#server/platform/database.ts'
import { createTestDatabase } from './database.ts'

export type SmallCompany = {
  db: Database
  url: string
  ids: {
    ru: string
    cn: string
    sales: string
    afterSales: string
    clientRu: string
    clientCn: string
    product: string
    agent: string
    handler: string
    head: string
  }
  /** Somebody acting with these rights. */
  actor(userId: string, grants: Record<string, Scope>, marketId?: string | null): Actor
  drop(): Promise<void>
}

// Office hours; Moscow also has its holidays of March 2026.
const nineToSix = [{ from: 9 * 60, to: 18 * 60 }]
const holidays = { ru: [{ date: '2026-03-09', intervals: [] }], cn: [] }
const workWeek = { 1: nineToSix, 2: nineToSix, 3: nineToSix, 4: nineToSix, 5: nineToSix, 6: [], 7: [] }

export const createSmallCompany = async (): Promise<SmallCompany> => {
  const { url, drop } = await createTestDatabase()
  const db = openDatabase(url, { max: 8 })
  const add = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const [added] = await db(table).insert(row).returning('id')
    return (added as { id: string }).id
  }
  const named = (code: string) => ({ code, name_ru: `${code} ру`, name_en: `${code} en` })
  const calendar = (code: 'ru' | 'cn', zone: string) =>
    add('calendars', {
      ...named(code),
      zone,
      week: JSON.stringify(workWeek),
      exceptions: JSON.stringify(holidays[code]),
    })
  const market = async (code: 'ru' | 'cn', zone: string, currency: string) =>
    add('markets', {
      ...named(code),
      zone,
      currency,
      language: code === 'ru' ? 'ru' : 'en',
      default_region: code.toUpperCase(),
      calendar_id: await calendar(code, zone),
    })
  const ru = await market('ru', 'Europe/Moscow', 'RUB')
  const cn = await market('cn', 'Asia/Shanghai', 'CNY')
  const sales = await add('departments', named('sales'))
  const afterSales = await add('departments', named('after-sales'))
  const user = (name: string, department_id: string, language = 'ru') =>
    add('users', { email: `${name}@example.test`, name, department_id, language, market_id: ru })
  const client = (name: string, market_id: string, country: string) =>
    add('clients', {
      kind: 'company',
      name,
      market_id,
      country,
      region: 'North',
      industry: 'pipes',
      source: 'fair',
    })
  const group_id = await add('product_groups', named('rolled'))
  const ids = {
    ru,
    cn,
    sales,
    afterSales,
    clientRu: await client('Завод', ru, 'RU'),
    clientCn: await client('Works', cn, 'CN'),
    product: await add('products', { ...named('sheet'), group_id }),
    agent: await user('agent', sales),
    handler: await user('handler', afterSales),
    head: await user('head', afterSales, 'en'),
  }
  return {
    db,
    url,
    ids,
    actor: (userId, grants, marketId = ru) => ({
      userId,
      sessionId: userId,
      name: '',
      language: 'ru',
      roles: [],
      departmentIds: [],
      marketId,
      grants: new Map(Object.entries(grants)),
    }),
    drop: async () => {
      await db.destroy()
      await drop()
    },
  }
}
