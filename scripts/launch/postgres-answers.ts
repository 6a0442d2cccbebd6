import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { databaseIsAway } from '../../server/platform/database-away.ts'

const connectOnce = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  // A connection cut while idle has nobody to tell; the query in hand rejects by itself.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const ensureDatabase = async (url: string): Promise<void> => {
  const client = await connectOnce(url)
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'perezvon'")
    if (!rowCount) await client.query('create database perezvon')
  } finally {
    await client.end()
  }
}

/**
 * Resolves with true when the server answers and has our database, with false when its process ended before.
 * @param url its maintenance database
 * @param gone resolves when the server's process is gone
 */
export const untilAnswers = async (url: string, gone: Promise<void>): Promise<boolean> => {
  let over = false
  void gone.then(() => {
    over = true
  })
  while (!over) {
    try {
      await ensureDatabase(url)
      return true
    } catch (error) {
      if (!over && !databaseIsAway(error)) throw error
      await sleep(30)
    }
  }
  return false
}
