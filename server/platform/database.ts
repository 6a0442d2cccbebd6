/** The connection to PostgreSQL, and transactions that can say "after this is committed, do that". */
import knex, { type Knex } from 'knex'
import pg from 'pg'
import { createLog, type Log } from './log.ts'

// bigint columns (counts, money in minor units) fit a JS number exactly up to 2^53; anything larger must throw, not round.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint out of safe range: ${text}`)
  return value
})
// timestamptz as epoch milliseconds: the one form of time inside the hub.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).getTime())
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export type Database = Knex
export type Trx = Knex.Transaction
/** Stores take either: reads may run outside a transaction, writes are given one. */
export type Queryable = Knex | Knex.Transaction

/** What knex has to say stands in the log like all else, and not beside it: what it says, without the stack that follows. */
const spoken = (name: string) => {
  const log = createLog(name)
  const say = (level: 'warn' | 'debug') => (said: unknown) =>
    log[level]({ reason: String(said).split('\n', 1)[0] }, 'said by knex')
  return { warn: say('warn'), error: say('warn'), deprecate: say('warn'), debug: say('debug') }
}

/** `acquireMs`: how long a statement waits for a free connection before it is refused. */
export const openDatabase = (
  url: string,
  options: { max?: number; name?: string; acquireMs?: number } = {},
): Database =>
  knex({
    client: 'pg',
    log: spoken(options.name ?? 'perezvon'),
    connection: {
      connectionString: url,
      application_name: options.name ?? 'perezvon',
      keepAlive: true,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 15_000,
    },
    pool: {
      min: 0,
      max: options.max ?? 10,
      idleTimeoutMillis: 30_000,
      // A database that recovers is not to be kept from it by those who knock.
      createRetryIntervalMillis: 500,
    },
    acquireConnectionTimeout: options.acquireMs ?? 15_000,
  })

/**
 * The given time, but never before what the column says. Each process reads its own clock, and may wait for a lock after
 * it has read it: without this an offer could end before it was made.
 */
export const notBefore = (db: Queryable, column: string, at: number): Knex.Raw =>
  db.raw('greatest(??, ?::timestamptz)', [column, new Date(at)])

type Closing = { before: (() => PromiseLike<unknown>)[]; after: (() => void)[] }
const closings = new WeakMap<object, Closing>()

const closingOf = (trx: Trx): Closing => {
  const closing = closings.get(trx)
  if (!closing) throw new Error('not a transaction of inTransaction')
  return closing
}

/** Runs once the surrounding transaction has been committed; never if it is rolled back. */
export const afterCommit = (trx: Trx, action: () => void): void => {
  closingOf(trx).after.push(action)
}

/** Runs as the last of the surrounding transaction's work, and is part of it. */
export const beforeCommit = (trx: Trx, action: () => PromiseLike<unknown>): void => {
  closingOf(trx).before.push(action)
}

/** Whether `trx` is one of `inTransaction`, and so has a before and an after. */
export const hasClosing = (trx: Trx): boolean => closings.has(trx)

// Serialization failure and deadlock: the statement did nothing wrong, another order of the same work will pass.
const RETRIED: readonly string[] = ['40001', '40P01']
const ATTEMPTS = 4
/**
 * Work that finds a card and files something under it: an import that is undone may take the card away in between, and the
 * foreign key says so. Tried again, the work finds what there is then.
 */
export const CARD_MAY_GO: readonly string[] = ['23503']

/**
 * One transaction; a deadlock is tried again up to 3 times. Effects outside the database go through the outbox or `afterCommit`.
 * @param also codes of PostgreSQL upon which the work is tried again as well
 */
export const inTransaction = async <T>(
  db: Database,
  work: (trx: Trx) => Promise<T>,
  also: readonly string[] = [],
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    const closing: Closing = { before: [], after: [] }
    try {
      const result = await db.transaction(async (trx) => {
        closings.set(trx, closing)
        const made = await work(trx)
        for (const action of closing.before) await action()
        return made
      })
      for (const action of closing.after) action()
      return result
    } catch (error) {
      const code = (error as { code?: string }).code
      if (attempt >= ATTEMPTS || !code || ![...RETRIED, ...also].includes(code)) throw error
    }
  }
}

/** Does the database answer, and is it new enough? Throws one sentence. */
export const checkDatabase = async (db: Database, log?: Log): Promise<void> => {
  const { rows } = await db.raw<{ rows: { server_version_num: string }[] }>('show server_version_num')
  const version = Math.floor(Number(rows[0]?.server_version_num ?? 0) / 10_000)
  if (version < 18) throw new Error(`PostgreSQL 18 or later is needed; this server is ${version}.`)
  log?.debug({ version }, 'database answers')
}
