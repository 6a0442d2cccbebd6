import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { lendRedis, untilGone } from './hub-process.ts'
import { environmentOf, newHubs, stop, usersIn } from './running-hubs.ts'
import { makeScratchClone } from './scratch-clone.ts'

const clone = makeScratchClone()
const { newDataDir, start, clear } = newHubs(clone.folder)
afterEach(clear)
afterAll(() => clone.remove())

test('a bare clone starts, says where and who, keeps its secrets, stops in order, and starts again the same', async () => {
  // Where nobody but its owner may enter: as root the database's user cannot.
  expect(statSync(clone.folder).mode & 0o777).toBe(0o700)
  const dataDir = newDataDir()
  lendRedis(dataDir)
  const first = await start({ dataDir, env: { REDIS_URL: '' } })
  expect(first.said()).toContain(`http://127.0.0.1:${first.port}`)
  expect(first.said()).toContain('boss@demo.test  steel-demo')
  const env = await environmentOf(first)
  expect(env.DEMO).toBe('1')
  expect(env.SECRET_KEY).toMatch(/^[0-9a-f]{64}$/)
  expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
  const children = first.descendants()
  expect(await stop(first)).toBe(0)
  const trace = readFileSync(path.join(dataDir, 'trace.log'), 'utf8').trim().split('\n')
  expect(trace.slice(-3)).toEqual(['stopped worker', 'stopped server', 'stopped media'])
  await untilGone(children, 0)

  const second = await start({ dataDir, port: first.port, env: { REDIS_URL: '' } })
  const again = await environmentOf(second)
  expect([again.DATABASE_URL, again.REDIS_URL, again.SECRET_KEY]).toEqual([
    env.DATABASE_URL,
    env.REDIS_URL,
    env.SECRET_KEY,
  ])
  expect(second.said()).toContain('boss@demo.test  steel-demo')
  expect(await usersIn(second)).toBe(1)
  await stop(second)
}, 240_000)

test('before others can reach it, passwords that everybody knows are replaced; https has its own certificate', async () => {
  const dataDir = newDataDir()
  await stop(await start({ dataDir }))
  const open = await start({ dataDir, args: ['--https'], env: { HOST: '0.0.0.0' } })
  expect(open.said()).not.toContain('steel-demo')
  expect(open.said()).toMatch(/boss@demo\.test {2}[a-z2-9]{12}\n/)
  expect(open.said()).toContain(`https://localhost:${open.port}`)
  expect(open.said()).toContain('authority.crt')
  const { TLS_CERT, TLS_KEY } = await environmentOf(open)
  expect(existsSync(TLS_CERT!) && existsSync(TLS_KEY!)).toBe(true)
  await stop(open)
}, 240_000)

test('it begins empty with a one-time code, and stays so', async () => {
  const dataDir = newDataDir()
  const hub = await start({ dataDir, args: ['--empty'] })
  const { FIRST_ADMIN_CODE: code, DEMO } = await environmentOf(hub)
  expect(code).toMatch(/^\d{8}$/)
  expect(hub.said()).toContain(code)
  expect(DEMO).toBe('')
  await stop(hub)
  const again = await start({ dataDir })
  expect(await usersIn(again)).toBe(0)
  await stop(again)
}, 240_000)

test.runIf(process.getuid?.() === 0)(
  'an ordinary user starts it too',
  async () => {
    const dataDir = newDataDir()
    const home = path.dirname(dataDir)
    const ordinary = makeScratchClone()
    for (const folder of [home, ordinary.folder, path.join(ordinary.folder, 'agent-ui')])
      chmodSync(folder, 0o777)
    const hub = await start({ folder: ordinary.folder, dataDir, uid: 65_534, env: { HOME: home } })
    expect(hub.said()).toContain('boss@demo.test')
    expect(statSync(path.join(dataDir, 'services/postgres/pg')).uid).toBe(65_534)
    await stop(hub)
    ordinary.remove()
  },
  240_000,
)
