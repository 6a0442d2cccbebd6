import { hash, verify } from '@node-rs/argon2'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renewPasswords } from '../../scripts/launch/renew-passwords.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const addUser = (email: string, passwordHash: string | null) =>
  client.query('insert into users (email, name, password_hash) values ($1, $1, $2)', [email, passwordHash])

const hashOf = async (email: string): Promise<string> => {
  const { rows } = await client.query<{ password_hash: string }>(
    'select password_hash from users where email = $1',
    [email],
  )
  return rows[0]?.password_hash ?? ''
}

test('a known password is taken from everyone who has it, listed or not; one of one’s own stays', async () => {
  const demo = await hash('steel-demo')
  await addUser('Listed@demo.test', demo)
  await addUser('unlisted@demo.test', demo)
  await addUser('salted@demo.test', await hash('steel-demo'))
  await addUser('changed@demo.test', await hash('my own'))
  await addUser('invited@demo.test', null)
  const known = ['listed@demo.test', 'changed@demo.test'].map((email) => ({
    role: 'Agent',
    email,
    password: 'steel-demo',
  }))

  const renewed = await renewPasswords(client, known)

  const [listed, changed] = renewed
  expect(listed?.password).toMatch(/^[a-z2-9]{12}$/)
  expect(changed?.password).toBe('')
  for (const email of ['Listed@demo.test', 'unlisted@demo.test', 'salted@demo.test']) {
    expect(await verify(await hashOf(email), 'steel-demo'), email).toBe(false)
    expect(await verify(await hashOf(email), listed?.password ?? ''), email).toBe(true)
  }
  expect(await verify(await hashOf('changed@demo.test'), 'my own')).toBe(true)
})
