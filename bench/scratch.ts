/** A database of the bench's own, with a small company and as many agents as are wanted; the hub's data stay untouched. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setPresence } from '#server/agents/index.ts'
import { cheapCost, createUser, hashPassword } from '#server/identity/index.ts'
import { sessionCookieName } from '#server/identity/sessions/cookie.ts'
import { startSession } from '#server/identity/sessions/start-session.ts'
import { type Config, readConfig } from '#server/platform/config.ts'
import { type Database, inTransaction, openDatabase, type Trx } from '#server/platform/database.ts'
import { migrate } from '#server/platform/migrate.ts'
import { publishFlow } from '#server/telephony/index.ts'
import { type Company, makeCompany } from '../tests/harness/company.ts'
import { asAdmin, databaseAt } from '../tests/harness/template.ts'
import type { Bench } from './bench.ts'

export type Scratch = {
  db: Database
  /** The environment of a server, a worker or a media process of this database. */
  env: Record<string, string>
  config: Config
  drop(): Promise<void>
}

let made = 0

export const openScratch = async (bench: Bench): Promise<Scratch> => {
  const name = `perezvon_bench_${process.pid}_${++made}`
  await asAdmin(bench.databaseUrl, (client) => client.query(`create database "${name}"`))
  const url = databaseAt(bench.databaseUrl, name)
  const dataDir = await mkdtemp(join(tmpdir(), 'perezvon-bench-'))
  await migrate(url)
  const db = openDatabase(url, { max: 20, name: 'perezvon-bench' })
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: url,
    REDIS_URL: bench.redisUrl,
    DATA_DIR: dataDir,
    MEDIA_TOKEN: 'media-token-of-the-bench',
    SECRET_KEY: 'secret-key-of-the-bench',
    HOST: '127.0.0.1',
    PORT: '0',
    MEDIA_PORT: '0',
    TRUST_PROXY: '1',
    LOG_LEVEL: 'error',
  }
  return {
    db,
    env,
    config: readConfig(env),
    drop: async () => {
      await db.destroy()
      await asAdmin(bench.databaseUrl, (client) => client.query(`drop database "${name}" with (force)`))
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The flow of the bench: into the queue as soon as the caller is heard, so that only our own time is taken. */
const STRAIGHT = { start: 'queue', steps: { queue: { kind: 'queue' as const, topic: 'sales' } } }
export const STRAIGHT_FLOW = 'straight'

export type Seat = { userId: string; cookie: string }

/** A company of five queues that `count` available agents serve, all of them signed in. */
export const makeStaff = async (
  { db, config }: Scratch,
  count: number,
): Promise<{ company: Company; agents: Seat[] }> => {
  const company = await makeCompany(db)
  await db('queues').update({ offer_for_ms: 3_600_000, max_waiting: 100_000, max_wait_ms: 3_600_000 })
  const passwordHash = await hashPassword('a long enough secret', cheapCost)
  const agents = await inTransaction(db, async (trx) => {
    await publishFlow(trx, { code: STRAIGHT_FLOW, definition: STRAIGHT, actorId: null, now: Date.now() })
    const seats: Seat[] = []
    for (let index = 0; index < count; index += 1) {
      const userId = await createUser(trx, {
        email: `bench${index}@example.test`,
        name: `Оператор ${index}`,
        passwordHash,
        language: 'ru',
        marketId: company.markets.ru,
        roles: ['agent'],
      })
      seats.push({ userId, cookie: await signIn(trx, config, userId) })
      const choice = { userId, byId: userId, chosen: 'available' as const, reason: null, next: false }
      await setPresence(trx, choice, Date.now())
    }
    const rows = Object.values(company.queues).flatMap((queue_id) =>
      seats.map(({ userId }) => ({ queue_id, user_id: userId })),
    )
    await trx.batchInsert('queue_agents', rows, 1_000)
    return seats
  })
  await db.raw('analyze')
  return { company, agents }
}

/** The cookie of a session that has just begun. */
export const signIn = async (trx: Trx, config: Config, userId: string): Promise<string> => {
  const wish = { userId, now: Date.now(), address: '192.0.2.1', userAgent: null }
  const { token } = await startSession(trx, wish)
  return `${sessionCookieName(config)}=${token}`
}
