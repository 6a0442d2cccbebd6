/** SQL lives in the stores of its room: what a table looks like is known in one place. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The pool itself, locks that belong to a connection of it, and the runner of migrations. */
const GROUND = new Set([
  'server/platform/advisory-locks.ts',
  'server/platform/database.ts',
  'server/platform/migrate.ts',
])
/** Rows that only tests make. */
const SCENES = new Set(['server/tasks/test-queue.ts'])

const mayHold = (file: string): boolean =>
  /\.(store|test)\.ts$|\/testing\//.test(file) || GROUND.has(file) || SCENES.has(file)

/** A statement of one's own, or a table taken hold of: `trx('users')`, `platform.db('outbox')`, `.db\n('outbox')`. */
const SQL = /\.raw\s*(?:<[^(]*>)?\(|(?:^|[^\w$])(?:trx|db|q|knex)\s*(?:<[^(]*>)?\(\s*['"`]/m

const sources = execFileSync('git', ['ls-files', 'server/*.ts', 'workers/*.ts', 'shared/*.ts'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !mayHold(file))

test.each([
  ["trx('users').insert({})", true],
  ['const { rows } = await db.raw<{ rows: Row[] }>(`select 1`)', true],
  ["await platform\n    .db('outbox')\n    .where('id', 1)", true],
  ["expect(db('flows' as string))", true],
  ["withinReach(db, 'users')", false],
  ["hub.as('administrator')", false],
  ['String.raw`a\\b`', false],
])('%s: %s', (text, isSql) => expect(SQL.test(text)).toBe(isSql))

test('no use case, route or rule holds SQL', () => {
  expect(sources.length).toBeGreaterThan(200)
  expect(sources.filter((file) => SQL.test(readFileSync(file, 'utf8')))).toEqual([])
})
