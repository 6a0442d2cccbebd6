/** Brings a database up to the newest schema: numbered plain-SQL files in migrations/, each in its own transaction. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'
import { openDatabase } from './database.ts'

const folder = fileURLToPath(new URL('../../migrations', import.meta.url))

const source: Knex.MigrationSource<string> = {
  getMigrations: async () => (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort(),
  getMigrationName: (name) => name,
  getMigration: async (name) => ({
    up: async (db: Knex) => {
      await db.raw(await readFile(join(folder, name), 'utf8').then(escapePlaceholders))
    },
    down: async () => {
      throw new Error('Migrations only go forward; restore a backup to go back.')
    },
  }),
}

// knex reads ? as a binding in raw SQL.
const escapePlaceholders = (sql: string) => sql.replaceAll('?', '\\?')

/** Idempotent and safe to run from several processes at once (knex locks its own table). */
export const migrate = async (databaseUrl: string): Promise<void> => {
  const db = openDatabase(databaseUrl, { max: 2, name: 'perezvon-migrate' })
  try {
    await db.migrate.latest({ migrationSource: source, tableName: 'migrations' })
  } finally {
    await db.destroy()
  }
}
