/**
 * The demo company: a Russian steel trading house with a year of life, the same from the same seed. Everything that
 * is counted stands in the log, so the sales record comes of it as of any other event.
 */
import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { putPolicy } from '#server/claims/index.ts'
import { hashPassword, usualCost } from '#server/identity/index.ts'
import { writeSetting } from '#server/organisation/index.ts'
import { inTransaction, openDatabase, type Trx } from '#server/platform/database.ts'
import { putRate } from '#server/sales/index.ts'
import { DEMO_CALLERS, type demoCallers } from '#shared/telephony/demo-caller.contract.ts'
import { insertMany, iso } from './bulk.ts'
import { deadlineRules } from './deadline-rules.data.ts'
import { makeClaims } from './make-claims.ts'
import { type DemoClient, makeClients } from './make-clients.ts'
import { makeCustomFields } from './make-custom-fields.ts'
import { makeDeals, RATES } from './make-deals.ts'
import { makeHistory } from './make-history.ts'
import { makeKnowledge } from './make-knowledge.ts'
import { makeMessages } from './make-messages.ts'
import { addressOf, makeOrganisation } from './make-organisation.ts'
import { makeSuggestions } from './make-suggestions.ts'
import { makeTasks } from './make-tasks.ts'
import { users } from './organisation.data.ts'
import { createRandom } from './random.ts'

export type SignIn = { role: string; email: string; password: string }

const SEED = 20_261_124
/** Known to everybody: only for a hub that nobody but this machine can reach. */
const DEMO_PASSWORD = 'perezvon-demo'

/** Those who stand on the sign-in page, with their part in two languages. */
const SHOWN = [
  ['agent', 'Оператор', 'Agent'],
  ['agent-en', 'Оператор, экспорт', 'Agent, export'],
  ['handler', 'Претензии', 'Claim handler'],
  ['supervisor', 'Супервизор', 'Supervisor'],
  ['head-sales', 'Руководитель продаж', 'Head of sales'],
  ['head-marketing', 'Руководитель маркетинга', 'Head of marketing'],
  ['head-service', 'Руководитель сервиса', 'Head of after-sales'],
  ['director', 'Директор', 'Director'],
  ['admin', 'Администратор', 'Administrator'],
] as const

export const seedDemo = async (wish: {
  databaseUrl: string
  dataDir: string
  passwords: 'demo' | 'generated'
}): Promise<{ signIns: SignIn[] }> => {
  const password = wish.passwords === 'demo' ? DEMO_PASSWORD : randomBytes(9).toString('base64url')
  // One password, hashed once: argon2 is slow on purpose, and twenty times that is a start nobody waits for.
  const hash = await hashPassword(password, usualCost)
  const db = openDatabase(wish.databaseUrl, { max: 2, name: 'perezvon-demo' })
  try {
    const signIns = await inTransaction(db, (trx) => seed(trx, hash, password))
    await db.raw('analyze')
    return { signIns }
  } finally {
    await db.destroy()
  }
}

const seed = async (trx: Trx, hash: string, password: string): Promise<SignIn[]> => {
  const random = createRandom(SEED)
  const now = Date.now()
  const house = await makeOrganisation(trx, () => hash)
  await writeRates(trx, now)
  const clients = await makeClients(trx, house, random, now)
  const history = await makeHistory(trx, house, clients, random, now)
  const deals = await makeDeals(trx, house, history.contacts, random, now)
  const claims = await makeClaims(trx, house, history.contacts, random, now)
  const promised = { contacts: history.contacts, claims: claims.stories }
  const tasks = await makeTasks(trx, house, promised, random, now)
  const messages = await makeMessages(trx, house, history.contacts, now)
  const wishes = await makeSuggestions(trx, house, history.contacts, createRandom(SEED + 2), now)
  await makeKnowledge(trx, house, now)
  const made = [history, deals, claims, tasks, messages, wishes]
  await insertMany(
    trx,
    'timeline',
    made.flatMap(({ timeline }) => timeline),
  )
  const events = made.flatMap((one) => one.events)
  events.sort((a, b) => (a.at < b.at ? -1 : 1))
  await insertMany(trx, 'events', events)
  await makeCustomFields(trx, createRandom(SEED + 1))
  // Claims of the year keep the rules they were opened under; what comes from now on goes by these.
  await putPolicy(trx, { rules: deadlineRules, createdBy: null, now })
  const signIns = SHOWN.map(([email, nameRu, nameEn]) => ({
    role: users.find((user) => user.email === email)?.role ?? '',
    nameRu,
    nameEn,
    email: addressOf({ email } as (typeof users)[number]),
    password,
  }))
  await trx('settings').insert([
    { key: 'demo.sign-ins', value: JSON.stringify(signIns) },
    { key: DEMO_CALLERS, value: JSON.stringify(callersAmong(clients)) },
  ])
  return signIns.map(({ nameEn, email }) => ({ role: nameEn, email, password }))
}

/** One rate a month is enough: the rate of a day is the last one before it. Nobody names new ones, so the last stand. */
const writeRates = async (trx: Trx, now: number): Promise<void> => {
  for (let month = 13; month >= 0; month -= 1) {
    const on = iso(now - month * 30 * 86_400_000).slice(0, 10)
    for (const [currency, rate] of Object.entries(RATES)) await putRate(trx, { currency, on, rate })
  }
  await writeSetting(trx, 'sales.rates', { standDays: 3_650 }, now)
}

/** Those whose cards are the fullest: they are worth seeing when they ring. */
const callersAmong = (clients: DemoClient[]): z.infer<typeof demoCallers> => {
  const busiest = [...clients].sort((a, b) => b.weight - a.weight)
  const phones = (language: 'ru' | 'en') =>
    busiest
      .filter((client) => client.language === language)
      .slice(0, 50)
      .map(({ phone }) => phone)
  return { ru: phones('ru'), en: phones('en') }
}
