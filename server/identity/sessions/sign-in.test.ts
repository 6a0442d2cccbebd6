/** Guessing is slowed down, and cannot be used to lock a victim out. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signInLimits } from '#shared/identity/sign-in-limit.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import { hashPassword } from '../passwords/hash-password.ts'

const VICTIM = 'agent@example.test'
let hub: Doorway
beforeAll(async () => {
  hub = await openDoorway()
  await populate(hub.platform, ['agent', 'supervisor'])
})
afterAll(() => hub.stop())
beforeEach(async () => {
  await hub.db('attempts').delete()
  await hub.db('sign_in_places').delete()
})

const statuses = async (tries: Promise<{ status: number }>[]) =>
  (await Promise.all(tries)).map(({ status }) => status)

test('one account, one address: the sixth wrong try is 429 with a time to wait, after which the right one passes', async () => {
  const stranger = hub.visitor('198.51.100.1')
  for (let index = 0; index < signInLimits.pair; index += 1) {
    expect((await stranger.signIn(VICTIM, `wrong ${index}`)).error).toMatchObject({
      code: 'bad_sign_in',
      status: 401,
    })
  }
  const refused = await stranger.signIn(VICTIM, PASSWORD)
  expect(refused.status).toBe(429)
  const seconds = refused.error?.facts?.retryAfterSeconds as number
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(900)
  hub.platform.advance(seconds * 1000)
  expect((await stranger.signIn(VICTIM, PASSWORD)).status).toBe(200)
})

test('tries sent side by side are counted too', async () => {
  const answers = await statuses(
    Array.from({ length: 30 }, (_, index) => hub.visitor('198.51.100.2').signIn(VICTIM, `wrong ${index}`)),
  )
  expect(answers.filter((status) => status === 401).length).toBeLessThanOrEqual(signInLimits.pair)
  expect(answers.every((status) => status === 401 || status === 429)).toBe(true)
})

test('an attack from many addresses closes the account to strangers, not to where its owner signed in before', async () => {
  const owner = hub.visitor('203.0.113.5')
  expect((await owner.signIn(VICTIM, PASSWORD)).status).toBe(200)
  await hub.db('attempts').insert(
    Array.from({ length: signInLimits.account }, (_, index) => ({
      kind: 'sign-in',
      account: VICTIM,
      address: `198.51.100.${index}`,
      at: new Date(hub.platform.clock.now() - 1_000),
    })),
  )
  expect((await hub.visitor('198.51.102.9').signIn(VICTIM, PASSWORD)).status).toBe(429)
  expect((await hub.visitor('203.0.113.5').signIn(VICTIM, PASSWORD)).status).toBe(200)
  expect((await owner.from('203.0.113.99').signIn(VICTIM, PASSWORD)).status).toBe(200)
})

test('an attacker behind the same address does not stop a device that the account knows', async () => {
  const owner = hub.visitor('203.0.113.6')
  await owner.signIn(VICTIM, PASSWORD)
  for (let index = 0; index < signInLimits.pair + 3; index += 1) {
    await hub.visitor('203.0.113.6').signIn(VICTIM, 'wrong')
  }
  expect((await hub.visitor('203.0.113.6').signIn(VICTIM, PASSWORD)).status).toBe(429)
  expect((await owner.signIn(VICTIM, PASSWORD)).status).toBe(200)
})

test('a device known to one account is a stranger to another', async () => {
  const device = hub.visitor('203.0.113.7')
  await device.signIn('supervisor@example.test', PASSWORD)
  for (let index = 0; index < signInLimits.pair; index += 1) await device.signIn(VICTIM, 'wrong')
  expect((await device.signIn(VICTIM, PASSWORD)).status).toBe(429)
})

test('a known device that guesses is stopped as well', async () => {
  const device = hub.visitor('203.0.113.8')
  await device.signIn(VICTIM, PASSWORD)
  for (let index = 0; index < signInLimits.device; index += 1) await device.signIn(VICTIM, 'wrong')
  expect((await device.signIn(VICTIM, PASSWORD)).status).toBe(429)
})

/** Computing time of this process, hashing threads and all, ms: what else the machine does is not in it. */
const spentSince = (start: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

test('an unknown account, a deactivated one and a wrong password answer the same, after a like time', async () => {
  // At the usual cost, where a missing hash would show.
  const passwordHash = await hashPassword(PASSWORD)
  await hub.db('users').where('email', VICTIM).update({ password_hash: passwordHash })
  await hub.db('users').where('email', 'supervisor@example.test').update({ active: false })
  const accounts = [VICTIM, 'nobody@example.test', 'supervisor@example.test']
  // The best of several, in turns: what else this process does falls on all alike.
  const best = accounts.map(() => Number.POSITIVE_INFINITY)
  const likeness = () => Math.min(...best) / Math.max(...best)
  // The best of eight may still be poor; one that skips the hash stays unlike for ever.
  for (let round = 0; round < 8 || (round < 24 && likeness() <= 0.5); round += 1) {
    await hub.db('attempts').delete()
    for (const [index, account] of accounts.entries()) {
      const start = process.cpuUsage()
      const answer = await hub.visitor('198.51.100.77').signIn(account, 'wrong')
      best[index] = Math.min(best[index]!, spentSince(start))
      expect(answer.error).toMatchObject({ code: 'bad_sign_in', status: 401 })
    }
  }
  await hub.db('users').where('email', 'supervisor@example.test').update({ active: true })
  expect(likeness()).toBeGreaterThan(0.5)
})

test('each sign-in, failure and refusal is in the audit, without the password', async () => {
  await hub.db('audit').delete()
  const visitor = hub.visitor('198.51.100.9')
  await visitor.signIn('supervisor@example.test', PASSWORD)
  for (let index = 0; index < signInLimits.pair + 1; index += 1) {
    await hub.visitor('198.51.100.10').signIn('supervisor@example.test', 'wrong-secret')
  }
  const rows = await hub.db('audit').where('action', 'sign-in').orderBy('id')
  expect(rows.map((row) => row.outcome)).toEqual(['ok', ...Array(signInLimits.pair).fill('failed'), 'denied'])
  expect(rows[0].address).toBe('198.51.100.9')
  expect(JSON.stringify(rows)).not.toMatch(/wrong-secret|a long enough secret/)
})
