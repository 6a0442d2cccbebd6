import { afterAll, afterEach, expect, test } from 'vitest'
import { descendantsOf, startHub, untilGone } from './hub-process.ts'
import { environmentOf, newHubs, pidOf, stop, usersIn } from './running-hubs.ts'
import { makeScratchClone, pretendBuilt } from './scratch-clone.ts'

const clone = makeScratchClone()
pretendBuilt(clone.folder)
const { newDataDir, start, refused, clear } = newHubs(clone.folder)
afterEach(clear, 240_000)
afterAll(() => clone.remove())

test('what is killed comes back; when the launcher is killed nothing lives on, and the next start recovers', async () => {
  const dataDir = newDataDir()
  const hub = await start({ dataDir })
  process.kill(pidOf(hub, 'workers/main.ts'), 'SIGKILL')
  await hub.says('The worker died (SIGKILL): starting it again.')
  await hub.says('The worker is back.')
  process.kill(pidOf(hub, 'bin/postgres'), 'SIGKILL')
  await hub.says('PostgreSQL is back.')
  expect(await usersIn(hub)).toBe(1)
  process.kill(pidOf(hub, 'guardian.ts'), 'SIGKILL')
  await hub.says('The guardian of the database is back.')
  expect(await usersIn(hub)).toBe(1)

  const children = hub.descendants()
  expect(children.length).toBeGreaterThan(5)
  hub.child.kill('SIGKILL')
  await untilGone(children)

  const second = await start({ dataDir, port: hub.port })
  const database = pidOf(second, 'bin/postgres')
  const guardian = pidOf(second, 'guardian.ts')
  const others = second
    .descendants()
    .filter((pid) => pid !== guardian && !descendantsOf(guardian).includes(pid))
  process.kill(guardian, 'SIGKILL')
  second.child.kill('SIGKILL')
  await untilGone(others)

  // The database outlived both: the next start ends it, so that its data have one owner.
  const third = await start({ dataDir, port: hub.port })
  await untilGone([database], 0)
  expect(await usersIn(third)).toBe(1)
  await stop(third)
}, 240_000)

test('two clones run side by side; one data folder serves one hub, and a task beside it', async () => {
  const dataDir = newDataDir()
  const [one, other] = await Promise.all([start({ dataDir }), start()])
  expect((await environmentOf(one)).DATABASE_URL).not.toBe((await environmentOf(other)).DATABASE_URL)
  const { code, lines } = await refused({ dataDir })
  expect(code).toBe(1)
  expect(lines).toEqual([expect.stringContaining(`Perezvon already runs from ${dataDir}`)])
  const args = ['--task', 'admin-reset', 'boss@demo.test']
  const task = await startHub({ folder: clone.folder, dataDir, args })
  expect(await task.ended).toBe(0)
  expect(task.said()).toContain(`reset of boss@demo.test at ${(await environmentOf(one)).DATABASE_URL}`)
  await Promise.all([stop(one), stop(other)])
}, 240_000)
