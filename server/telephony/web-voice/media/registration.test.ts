import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../tests/harness/database.ts'
import { registerInDatabase } from './registration.ts'
import { connectControl } from './testing/control-client.ts'
import { soon, TOKEN } from './testing/media-fixture.ts'

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

const leases = async () => {
  const { rows } = await client.query(
    `select id, address, capacity, calls, pid, extract(epoch from now() - heartbeat_at)::float as age
     from media_processes`,
  )
  return rows
}

const mediaId = '0190a000-0000-7000-8000-000000000001'

test('a lease is renewed every second, comes back when removed, and goes at the end', async () => {
  const faults: unknown[] = []
  let calls = 0
  const register = registerInDatabase(database.url, (error) => faults.push(error))
  const registration = await register({ mediaId, address: 'ws://a:1', capacity: 7, calls: () => calls })
  expect(await leases()).toMatchObject([
    { id: mediaId, address: 'ws://a:1', capacity: 7, calls: 0, pid: process.pid },
  ])
  calls = 3
  await client.query(`update media_processes set heartbeat_at = now() - interval '1 hour'`)
  await soonLease((lease) => expect(lease).toMatchObject({ calls: 3, age: expect.closeTo(0, -1) }))
  await client.query('delete from media_processes')
  await soonLease((lease) => expect(lease).toMatchObject({ id: mediaId, calls: 3 }))
  await registration.stop()
  expect(await leases()).toEqual([])
  expect(faults).toEqual([])
})

const soonLease = async (expectation: (lease: unknown) => void): Promise<void> => {
  let found: unknown
  const timer = setInterval(() => {
    void leases().then(([lease]) => {
      found = lease
    })
  }, 100)
  await soon(() => expectation(found)).finally(() => clearInterval(timer))
}

test('the program: registers, serves by its token, ends in order with its parent', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'perezvon-main-'))
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      MEDIA_TOKEN: TOKEN,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      MEDIA_CAPACITY: '9',
      LOG_LEVEL: 'silent',
    },
  })
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
  try {
    const said = await new Promise((resolve) => child.once('message', resolve))
    expect(said).toEqual({ kind: 'ready' })
    const [lease] = await leases()
    expect(lease).toMatchObject({ capacity: 9, calls: 0, pid: child.pid })
    const control = await connectControl(lease.address, TOKEN)
    const { mediaId: served } = await control.order({ cmd: 'snapshot' })
    expect(served).toBe(lease.id)
    child.disconnect()
    expect(await gone).toBe(0)
    expect(control.events.at(-1)).toMatchObject({ event: 'stopping' })
    expect(await leases()).toEqual([])
  } finally {
    child.kill('SIGKILL')
    await rm(dataDir, { recursive: true })
  }
}, 120_000)

test('the program names what is wrong with its environment and ends with 1', async () => {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env.PATH, MEDIA_TOKEN: 'short' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  child.stdout!.on('data', (chunk) => {
    output += chunk
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect(code).toBe(1)
  for (const name of ['MEDIA_TOKEN', 'DATABASE_URL', 'DATA_DIR']) expect(output).toContain(name)
}, 120_000)
