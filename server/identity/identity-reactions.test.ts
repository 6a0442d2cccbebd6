/** Live lines follow their sessions: cut or refreshed within seconds, on every node. */
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { socketCommand } from '#shared/platform/message.ts'
import { type Doorway, openDoorway, PASSWORD, populate } from '../../tests/harness/doorway.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { IDLE_MS } from './sessions/session.store.ts'

const open = socketCommand({
  name: 'test.open',
  gate: 'signed-in',
  input: z.strictObject({}),
  reply: z.strictObject({ grants: z.array(z.string()) }),
})
const guarded = socketCommand({
  name: 'test.guarded',
  gate: 'user.read',
  input: z.strictObject({}),
  reply: z.strictObject({}),
})

let one: Doorway
let other: Doorway
let users: Record<string, string>
let administrator: Visitor
beforeAll(async () => {
  one = await openDoorway()
  other = await openDoorway({ databaseUrl: one.databaseUrl })
  for (const { sockets } of [one, other]) {
    sockets.onCommand(open, (_, { actor }) => ({ grants: [...actor.grants.keys()] }))
    sockets.onCommand(guarded, () => ({}))
  }
  users = (await populate(one.platform, ['agent', 'supervisor', 'administrator'])).users
  administrator = one.visitor()
  await administrator.signIn('administrator@example.test', PASSWORD)
})
afterAll(async () => {
  await other.stop()
  await one.stop()
})

const connect = async (node: Doorway, visitor: Visitor, headers = {}): Promise<Socket> => {
  const line = node.line(visitor, headers)
  await new Promise<void>((resolve, reject) => {
    line.once('connect', resolve).once('connect_error', reject)
    line.connect()
  })
  return line
}
const signedIn = async (role: string) => {
  const visitor = one.visitor()
  await visitor.signIn(`${role}@example.test`, PASSWORD)
  return visitor
}
/** The code a line is cut with, and how long that took, ms. */
const cut = (line: Socket): Promise<{ code: string; ms: number }> => {
  const start = performance.now()
  return new Promise((resolve) => {
    let code = ''
    line.once('dropped', (data: { code: string }) => {
      code = data.code
    })
    line.once('disconnect', () => resolve({ code, ms: performance.now() - start }))
  })
}
const read = async (id: string) => (await administrator.get(`/api/users/${id}`)).body

test('no session, no line; nor from a foreign page', async () => {
  await expect(connect(one, one.visitor())).rejects.toMatchObject({ data: { code: 'signed_out' } })
  const visitor = await signedIn('agent')
  await expect(connect(one, visitor, { origin: 'https://evil.example' })).rejects.toThrow()
  expect((await connect(other, visitor)).connected).toBe(true)
})

test('sign-out cuts the lines of that session on every node, and no others', async () => {
  const [visitor, bystander] = [await signedIn('agent'), await signedIn('agent')]
  const lines = [await connect(one, visitor), await connect(other, visitor)]
  const kept = await connect(other, bystander)
  const cuts = Promise.all(lines.map(cut))
  await visitor.delete('/api/session')
  for (const { code, ms } of await cuts) {
    expect(code).toBe('signed-out')
    expect(ms).toBeLessThan(5_000)
  }
  expect(kept.connected).toBe(true)
})

test('a right taken away cuts the line and is refused at once; a right given refreshes it in place', async () => {
  const visitor = await signedIn('agent')
  const line = await connect(other, visitor)
  expect(await line.emitWithAck('test.guarded', {})).toMatchObject({ ok: false, error: { code: 'denied' } })
  const changed = new Promise((resolve) => line.once('session.changed', resolve))
  const { version } = await read(users.agent!)
  await administrator.patch(`/api/users/${users.agent}`, { version, roles: ['agent', 'supervisor'] })
  await changed
  expect(await line.emitWithAck('test.guarded', {})).toMatchObject({ ok: true })
  expect(line.connected).toBe(true)
  const gone = cut(line)
  await administrator.patch(`/api/users/${users.agent}`, { version: version + 1, roles: ['agent'] })
  expect(await gone).toMatchObject({ code: 'rights-changed' })
  const again = await connect(other, visitor)
  expect(await again.emitWithAck('test.guarded', {})).toMatchObject({ ok: false, error: { status: 403 } })
})

test('an edited role concerns everyone who holds it', async () => {
  const line = await connect(other, await signedIn('supervisor'))
  const { roles } = (await administrator.get('/api/roles')).body
  const role = roles.find((each: { code: string }) => each.code === 'supervisor')
  const { version, nameRu, nameEn, grants } = role
  const gone = cut(line)
  await administrator.put(`/api/roles/${role.id}`, {
    version,
    nameRu,
    nameEn,
    grants: { ...grants, 'user.read': 'own' },
  })
  expect(await gone).toMatchObject({ code: 'rights-changed' })
})

test('an expired session is noticed by itself', async () => {
  const line = await connect(other, await signedIn('agent'))
  const gone = cut(line)
  other.platform.advance(IDLE_MS)
  const { code, ms } = await gone
  expect(code).toBe('session-expired')
  expect(ms).toBeLessThan(5_000)
  other.platform.advance(-IDLE_MS)
})

test('a change that happens while a line is being opened is found by the check', async () => {
  const visitor = await signedIn('agent')
  const line = await connect(other, visitor)
  // The log's word was missed: as if the change had come between the sign-in of the line and its first event.
  await one.db('user_roles').where('user_id', users.agent!).delete()
  await one.db('users').where('id', users.agent!).increment('version', 1)
  const gone = cut(line)
  await other.reactions.check()
  expect(await gone).toMatchObject({ code: 'rights-changed' })
  const { version } = await read(users.agent!)
  await administrator.patch(`/api/users/${users.agent}`, { version, roles: ['agent'] })
})

test('a deactivated user is cut', async () => {
  const line = await connect(other, await signedIn('agent'))
  const gone = cut(line)
  const { version } = await read(users.agent!)
  await administrator.post(`/api/users/${users.agent}/deactivate`, { version })
  expect(await gone).toMatchObject({ code: 'signed-out' })
})
