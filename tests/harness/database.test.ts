import { Redis } from 'ioredis'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase, redisUrl } from './database.ts'

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('each test database is migrated, and its rows are nobody else’s', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
  await query(one.url, 'create table only_here (id int)')
  expect(await query(one.url, "select to_regclass('only_here') is not null as present")).toEqual([
    { present: true },
  ])
  expect(await query(other.url, "select to_regclass('only_here') is not null as present")).toEqual([
    { present: false },
  ])
  expect(await query(other.url, "select to_regclass('migrations') is not null as present")).toEqual([
    { present: true },
  ])
  await Promise.all([one.drop(), other.drop()])
  await expect(query(one.url, 'select 1')).rejects.toThrow('does not exist')
})

test('Redis answers on a database of this file alone', async () => {
  const url = redisUrl()
  const redis = new Redis(url)
  expect(await redis.dbsize()).toBe(0)
  await redis.set('kept', 'here')
  expect(new URL(url).pathname).not.toBe('/0')
  redis.disconnect()
})
