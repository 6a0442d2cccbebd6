/** The console's way back in, as it is run. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doorway, openDoorway, populate } from '../tests/harness/doorway.ts'

const script = fileURLToPath(new URL('admin-reset.ts', import.meta.url))
let hub: Doorway
beforeAll(async () => {
  hub = await openDoorway()
  await populate(hub.platform, ['agent', 'administrator'])
})
afterAll(() => hub.stop())

const run = (...args: string[]): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: hub.databaseUrl,
      REDIS_URL: 'redis://127.0.0.1:1',
      DATA_DIR: '.',
      MEDIA_TOKEN: 'sixteen letters.',
      SECRET_KEY: 'sixteen letters.',
      LOG_LEVEL: 'silent',
    }
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', script, ...args],
      { env },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, out: stdout + stderr }),
    )
  })

test('prints a code that opens the administrator’s account, once', async () => {
  const { code, out } = await run()
  expect(out).toContain('administrator@example.test')
  expect(code).toBe(0)
  const shown = /enter the code {2}(\S+)/.exec(out)?.[1]
  expect(out).toContain(`http://localhost:3000/password#${shown}`)
  const visitor = hub.visitor()
  const answer = await visitor.post('/api/password/reset', { code: shown, password: 'chosen anew today' })
  expect(answer.status).toBe(200)
  expect((await visitor.signIn('administrator@example.test', 'chosen anew today')).status).toBe(200)
}, 60_000)
