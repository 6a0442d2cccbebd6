/**
 * Invariant 11, walked: every mounted route and every socket command, as every seeded role and as nobody. What the
 * table of permissions says is exactly what happens: 401 for nobody, 403 without the permission, neither with it.
 */
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flushAudit } from '#server/identity/index.ts'
import { permissionNames } from '#shared/identity/permissions.ts'
import { seededRoles } from '#shared/identity/seeded-roles.ts'
import type { Endpoint } from '#shared/platform/endpoint.ts'
import type { Ack } from '#shared/platform/message.ts'
import type { UserName } from '../harness/company.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { type Answer, Visitor } from '../harness/visitor.ts'

/** A user of the harness's company for each seeded role. */
const userOf: Record<string, UserName> = { 'claim-handler': 'handler' }
const roles = seededRoles.map(({ code, grants }) => ({
  code,
  user: userOf[code] ?? (code as UserName),
  may: (gate: string) => gate === 'public' || gate === 'signed-in' || gate in grants,
}))

/** Open to all the world, and meant to be: anything new here must be thought about. */
const meantToBePublic = [
  'GET /api/session',
  'POST /api/session',
  'POST /api/session/second-step',
  'POST /api/password/forgot',
  'POST /api/password/reset',
  'POST /api/password/reset/peek',
  'POST /api/first-administrator',
  'GET /api/single-sign-on/button',
  'GET /api/single-sign-on/begin',
  'GET /api/single-sign-on/return',
  // By the token of a link, which opens one claim.
  'POST /api/follow/read',
  'POST /api/follow/letters',
  'POST /api/follow/messages',
  'POST /api/follow/files',
  'POST /api/follow/moves',
  'POST /api/follow/rating',
  // The form by which anybody opens a claim.
  'GET /api/claim-form',
  'POST /api/claim-form',
  // Leads whoever is not signed in to the sign-in.
  'GET /api/docs',
]

const NOBODYS_ID = '00000000-0000-7000-8000-00000000dead'

/** Harmless input of each socket command: its shape is judged before its gate. */
const commandInputs: Record<string, unknown> = {
  watch: { subjects: [] },
  'claim.attend': { claimId: NOBODYS_ID, writing: false },
  'claim.leave': { claimId: NOBODYS_ID },
  'desk.open': { deskId: NOBODYS_ID },
  'leg.offer': { legId: NOBODYS_ID, sdp: '' },
  'leg.candidate': { legId: NOBODYS_ID, candidate: { candidate: '' } },
}

let hub: Hub
const visitors = new Map<string, Visitor>()
beforeAll(async () => {
  hub = await startHub({ worker: false })
  for (const { code, user } of roles) visitors.set(code, await hub.as(user))
})
afterAll(() => hub.stop())

const endpoints = (): Endpoint[] => hub.app.routes.map((route) => route.endpoint)
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`
const signsOut = (endpoint: Endpoint) =>
  ['DELETE /api/session', 'DELETE /api/sessions'].includes(nameOf(endpoint))

/** Ids that nothing has, and an empty body: what is let through finds nothing, or is told what it lacks. */
const ask = (visitor: Visitor, { method, path }: Endpoint): Promise<Answer> =>
  visitor.request(
    method,
    path.replace(/:[A-Za-z]+/g, NOBODYS_ID),
    method === 'GET' || method === 'DELETE' ? undefined : {},
  )

/** What is wrong, by the route's name; a few at a time. */
const walk = async (
  list: Endpoint[],
  fault: (endpoint: Endpoint) => Promise<string | null>,
): Promise<string[]> => {
  const faults: string[] = []
  for (let from = 0; from < list.length; from += 6) {
    const found = await Promise.all(list.slice(from, from + 6).map(fault))
    found.forEach((what, index) => {
      const endpoint = list[from + index]!
      if (what !== null) faults.push(`${nameOf(endpoint)} (${endpoint.gate}): ${what}`)
    })
  }
  return faults
}
const told = ({ status, error }: Answer) => `${status} ${error?.code ?? ''}`

test('every gate is a name of the table, and nothing is public by oversight', () => {
  expect(endpoints().length).toBeGreaterThan(50)
  const known = new Set<string>(['public', 'signed-in', ...permissionNames])
  const gates = [
    ...endpoints().map(({ gate }) => gate),
    ...hub.app.sockets.commands().map(({ gate }) => gate),
  ]
  expect(gates.filter((gate) => !known.has(gate))).toEqual([])
  const open = endpoints().filter(({ gate }) => gate === 'public')
  expect(open.map(nameOf).sort()).toEqual([...meantToBePublic].sort())
})

test('no route is mounted twice', () => {
  const names = endpoints().map(nameOf)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

describe('routes', () => {
  test('as nobody', async () => {
    const faults = await walk(endpoints(), async (endpoint) => {
      const answer = await ask(new Visitor(hub.url), endpoint)
      const { status } = answer
      const right = endpoint.gate === 'public' ? status !== 401 && status !== 403 : status === 401
      return right ? null : told(answer)
    })
    expect(faults).toEqual([])
  })

  test.each(roles)('as $code', async ({ code, user, may }) => {
    let refused = 0
    await hub.platform.db('audit').where('action', 'access').delete()
    const list = endpoints().filter((endpoint) => !signsOut(endpoint))
    const faults = await walk(list, async (endpoint) => {
      const answer = await ask(visitors.get(code)!, endpoint)
      const { status, error } = answer
      const allowed = may(endpoint.gate)
      if (!allowed) refused += 1
      const right = allowed
        ? status !== 401 && status !== 403 && status < 500
        : status === 403 && error?.code === 'denied' && error.facts?.permission === endpoint.gate
      return right ? null : told(answer)
    })
    for (const endpoint of endpoints().filter(signsOut)) {
      const answer = await ask(await hub.as(user), endpoint)
      if (answer.status !== 204) faults.push(`${nameOf(endpoint)}: ${told(answer)}`)
    }
    visitors.set(code, await hub.as(user))
    expect(faults).toEqual([])
    await flushAudit(hub.platform)
    const denials = await hub.platform.db('audit').where({ action: 'access', outcome: 'denied' })
    expect(denials).toHaveLength(refused)
  })

  test('a write without the session’s token is refused everywhere', async () => {
    const visitor = await hub.as('administrator')
    visitor.csrf = null
    const writes = endpoints().filter(({ method, gate }) => method !== 'GET' && gate !== 'public')
    const faults = await walk(writes, async (endpoint) => {
      const answer = await ask(visitor, endpoint)
      return answer.error?.code === 'bad_csrf' ? null : told(answer)
    })
    expect(faults).toEqual([])
  })

  test('a write from a foreign page is refused everywhere, the public ones too', async () => {
    const visitor = await hub.as('administrator')
    visitor.headers.origin = 'https://evil.example'
    const writes = endpoints().filter(({ method }) => method !== 'GET')
    const faults = await walk(writes, async (endpoint) => {
      const answer = await ask(visitor, endpoint)
      return answer.error?.code === 'bad_origin' ? null : told(answer)
    })
    expect(faults).toEqual([])
  })
})

describe('with an API token', () => {
  /** With a part of the administrator's rights, and with all of them. */
  const held = seededRoles.find(({ code }) => code === 'administrator')?.grants ?? {}
  const part = Object.fromEntries(Object.entries(held).filter((_, index) => index % 2 === 0))
  test.each([
    ['a part', part],
    ['all', held],
  ])('of %s of its owner’s rights', async (_, grants) => {
    const owner = await hub.as('administrator')
    const { body } = await owner.post('/api/tokens', { name: 'walk', expiresInDays: 1, grants })
    const program = new Visitor(hub.url)
    program.headers.authorization = `Bearer ${body.token}`
    const faults = await walk(endpoints(), async (endpoint) => {
      const answer = await ask(program, endpoint)
      const { status, error } = answer
      if (endpoint.gate === 'public') return status === 401 ? told(answer) : null
      if (endpoint.sessionOnly) return error?.code === 'session_only' ? null : told(answer)
      const allowed = endpoint.gate === 'signed-in' || endpoint.gate in grants
      const permission = String(error?.facts?.permission)
      const denied = status === 403 && error?.code === 'denied' && !(permission in grants)
      // Behind its gate an exchange may ask for more: what it names then, the token has not.
      const right = allowed
        ? denied || (status !== 401 && status !== 403 && status < 500)
        : denied && permission === endpoint.gate
      return right ? null : told(answer)
    })
    expect(faults).toEqual([])
  })

  test('that is revoked: 401 everywhere', async () => {
    const owner = await hub.as('administrator')
    const grants = { 'user.read': 'all' }
    const { body } = await owner.post('/api/tokens', { name: 'over', expiresInDays: 1, grants })
    await owner.delete(`/api/tokens/${body.view.id}`)
    const program = new Visitor(hub.url)
    program.headers.authorization = `Bearer ${body.token}`
    const closed = endpoints().filter(({ gate }) => gate !== 'public')
    const faults = await walk(closed, async (endpoint) => {
      const answer = await ask(program, endpoint)
      return answer.error?.code === 'bad_token' ? null : told(answer)
    })
    expect(faults).toEqual([])
  })
})

describe('socket commands', () => {
  const connect = (visitor: Visitor): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const socket = io(hub.url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: { cookie: visitor.cookieHeader(), origin: hub.url },
      })
      socket.once('connect', () => resolve(socket)).once('connect_error', reject)
    })

  test('each has an input to be asked with', () => {
    const names = hub.app.sockets.commands().map(({ name }) => name)
    expect(names.sort()).toEqual(Object.keys(commandInputs).sort())
    for (const { name, input } of hub.app.sockets.commands()) {
      expect(input.safeParse(commandInputs[name]).error?.issues ?? []).toEqual([])
    }
  })

  test('nobody gets a line', async () => {
    await expect(connect(new Visitor(hub.url))).rejects.toMatchObject({ data: { status: 401 } })
  })

  test.each(roles)('as $code', async ({ code, may }) => {
    const socket = await connect(visitors.get(code)!)
    const faults: string[] = []
    for (const { name, gate } of hub.app.sockets.commands()) {
      const ack = (await socket.timeout(5_000).emitWithAck(name, commandInputs[name])) as Ack<unknown>
      const status = ack.ok ? 200 : ack.error.status
      const right = may(gate) ? status !== 401 && status !== 403 && status < 500 : status === 403
      if (!right) faults.push(`${name} (${gate}): ${status}`)
    }
    socket.disconnect()
    expect(faults).toEqual([])
  })
})
