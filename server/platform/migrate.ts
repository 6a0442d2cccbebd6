/** Brings a database up to the newest schema: numbered plain-SQL files in migrations/, each in its own transaction. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'
import { openDatabase, type Queryable } from './database.ts'

const folder = fileURLToPath(new URL('../../migrations', import.meta.url))

/** In their order. */
export const migrationNames = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()

const sourceOf = (only?: readonly string[]): Knex.MigrationSource<string> => ({
  getMigrations: async () => (await migrationNames()).filter((name) => !only || only.includes(name)),
  getMigrationName: (name) => name,
  getMigration: async (name) => ({
    up: async (db: Knex) => {
      await db.raw(await readFile(join(folder, name), 'utf8').then(escapePlaceholders))
    },
    down: async () => {
      throw new Error('Migrations only go forward; restore a backup to go back.')
    },
  }),
})

// knex reads ? as a binding in raw SQL.
const escapePlaceholders = (sql: string) => sql.replaceAll('?', '\\?')

const TABLE = 'migrations'

/** Has every migration that this program knows been made? */
export const schemaIsCurrent = async (db: Queryable): Promise<boolean> => {
  const { rows } = await db.raw<{ rows: { name: string }[] }>('select name from migrations')
  const made = new Set(rows.map(({ name }) => name))
  return (await migrationNames()).every((name) => made.has(name))
}

/**
 * Idempotent and safe to run from several processes at once (knex locks its own table).
 * @param only these migrations alone, for a schema as it was; without it all
 */
export const migrate = async (databaseUrl: string, only?: readonly string[]): Promise<void> => {
  const db = openDatabase(databaseUrl, { max: 2, name: 'perezvon-migrate' })
  try {
    await db.migrate.latest({ migrationSource: sourceOf(only), tableName: TABLE })
  } finally {
    await db.destroy()
  }
}
