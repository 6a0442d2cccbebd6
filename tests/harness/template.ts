import pg from 'pg'
import { migrate } from '../../server/platform/migrate.ts'

/** The same server, another database. */
export const databaseAt = (adminUrl: string, database: string): string => {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}

/** One short-lived connection to the server's maintenance database. */
export const asAdmin = async <T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: databaseAt(adminUrl, 'postgres') })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A migrated database that others are copied from: nobody may stay connected to it. */
export const makeTemplate = async (adminUrl: string, name: string): Promise<void> => {
  await asAdmin(adminUrl, (client) => client.query(`create database "${name}"`))
  await migrate(databaseAt(adminUrl, name))
}

/** Drops every database whose name begins so (a run's template and its copies). */
export const dropDatabasesOf = (adminUrl: string, prefix: string): Promise<void> =>
  asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    )
    for (const { datname } of rows) await client.query(`drop database if exists "${datname}" with (force)`)
  })
