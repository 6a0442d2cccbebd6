import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { planFirstRun } from '../../scripts/launch/first-run.ts'
import { readOptions } from '../../scripts/launch/options.ts'
import { lendRedis, untilGone } from './hub-process.ts'
import { environmentOf, newHubs, stop, usersIn } from './running-hubs.ts'
import { makeScratchClone, pretendBuilt } from './scratch-clone.ts'

const clone = makeScratchClone()
const { newDataDir, start, clear } = newHubs(clone.folder)
afterEach(clear, 240_000)
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

  // Opened to others: the data are the same, the passwords that everybody knows are not.
  const second = await start({ dataDir, args: ['--https'], env: { REDIS_URL: '', HOST: '0.0.0.0' } })
  const again = await environmentOf(second)
  expect([again.DATABASE_URL, again.REDIS_URL, again.SECRET_KEY]).toEqual([
    env.DATABASE_URL,
    env.REDIS_URL,
    env.SECRET_KEY,
  ])
  expect(await usersIn(second)).toBe(1)
  expect(second.said()).not.toContain('steel-demo')
  expect(second.said()).toMatch(/boss@demo\.test {2}[a-z2-9]{12}\n/)
  expect(second.said()).toContain(`https://localhost:${second.port}`)
  expect(second.said()).toContain('authority.crt')
  expect(existsSync(again.TLS_CERT!) && existsSync(again.TLS_KEY!)).toBe(true)
  await stop(second)
}, 240_000)

test('it begins empty with a one-time code, and stays so', async () => {
  const dataDir = newDataDir()
  const hub = await start({ dataDir, args: ['--empty'] })
  const { FIRST_ADMIN_CODE: code, DEMO } = await environmentOf(hub)
  expect(code).toMatch(/^\d{8}$/)
  expect(hub.said()).toContain(code)
  expect(DEMO).toBe('')
  expect(await usersIn(hub)).toBe(0)
  await stop(hub)
  const later = readOptions([], { DATA_DIR: dataDir })
  expect(planFirstRun(later, 'postgres:', true).seed).toBe(false)
}, 240_000)

/** Only root may become somebody else, who must be able to read this clone. */
const nobody = 65_534
const mayBeNobody =
  process.getuid?.() === 0 &&
  spawnSync('test', ['-r', 'package-lock.json'], { uid: nobody, gid: nobody }).status === 0

test.runIf(mayBeNobody)(
  'an ordinary user starts it too',
  async () => {
    const dataDir = newDataDir()
    const home = path.dirname(dataDir)
    const ordinary = makeScratchClone()
    pretendBuilt(ordinary.folder)
    for (const folder of [home, ordinary.folder, path.join(ordinary.folder, 'agent-ui')])
      chmodSync(folder, 0o777)
    const hub = await start({ folder: ordinary.folder, dataDir, uid: nobody, env: { HOME: home } })
    expect(hub.said()).toContain('boss@demo.test')
    expect(statSync(path.join(dataDir, 'services/postgres/pg')).uid).toBe(nobody)
    await stop(hub)
    ordinary.remove()
  },
  240_000,
)
