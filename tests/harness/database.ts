import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { asAdmin, databaseAt } from './template.ts'

/** An empty, migrated database of one's own; `drop` also cuts connections that were left open. */
export type TestDatabase = { url: string; drop(): Promise<void> }

/** PostgreSQL copies a template by files when told so: about 60 ms, no checkpoint worth speaking of with fsync off. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const admin = inject('adminDatabaseUrl')
  const template = inject('templateDatabase')
  const name = `${template}_${randomBytes(6).toString('hex')}`
  await asAdmin(admin, (client) => client.query(`create database "${name}" template "${template}"`))
  return {
    url: databaseAt(admin, name),
    drop: () =>
      asAdmin(admin, async (client) => void (await client.query(`drop database "${name}" with (force)`))),
  }
}

/**
 * The Redis of this run, on a database number that no other process has; files that share a process follow each other
 * in it. Channels (publish/subscribe) are not apart: name them after the database. Use FLUSHDB, not FLUSHALL.
 */
export const redisUrl = (): string => {
  const url = new URL(inject('redisUrl'))
  // vitest counts the files, or the processes that several share, of a run from 0.
  const file = Number(process.env.VITEST_WORKER_ID ?? 0)
  url.pathname = `/${1 + (file % (inject('redisDatabases') - 1))}`
  return url.href
}
