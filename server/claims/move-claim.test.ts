import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { HubError } from '#server/platform/errors.ts'
import type { MoveClaimInput, OpenClaimInput } from '#shared/claims/claim.contract.ts'
import { byDeedOnly, textOfMove } from '#shared/claims/claim.policy.ts'
import { awaitsWord, type ClaimMove, claimStates, owesAnswer } from '#shared/claims/claim.state.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { assignClaim, findClaimByNumber, moveClaim, openClaim, searchClaimNumbers } from './index.ts'
import { listClaims } from './list/list-claims.ts'
import { readClaim } from './read-claims.ts'

// Real transactions, many of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const now = Date.parse('2026-03-05T10:00+03:00')
let company: SmallCompany
let handler: Actor
let agent: Actor
let causeId: string

beforeAll(async () => {
  company = await createSmallCompany()
  const role = await company.db('roles').insert({ code: 'h', name_ru: 'h', name_en: 'h' }).returning('id')
  await company.db('role_grants').insert({ role_id: role[0].id, permission: 'claim.work', scope: 'all' })
  await company.db('user_roles').insert({ user_id: company.ids.handler, role_id: role[0].id })
  causeId = (await company.db('claim_causes').first('id')).id
  const seeing = { 'client.read': 'all', 'claim.open': 'all', 'claim.read': 'all' } as const
  handler = company.actor(company.ids.handler, { ...seeing, 'claim.work': 'all', 'claim.approve': 'all' })
  agent = company.actor(company.ids.agent, seeing)
})
afterAll(() => company.drop())

const open = async (input: Partial<OpenClaimInput> = {}) => {
  const category = await company.db('claim_categories').where({ code: 'quality' }).first()
  return inTransaction(company.db, (trx) =>
    openClaim(
      trx,
      { actor: agent, now },
      {
        clientId: company.ids.clientRu,
        categoryId: category.id,
        severity: 'normal',
        description: 'x',
        ...input,
      },
    ),
  )
}
const take = (id: string, version = 1, actor = handler, handlerId = handler.userId) =>
  inTransaction(company.db, (trx) => assignClaim(trx, { actor, now }, id, { handlerId, version }))
const move = (id: string, input: MoveClaimInput, actor = handler, at = now) =>
  inTransaction(company.db, (trx) => moveClaim(trx, { actor, now: at }, id, input))
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof HubError) return { code: error.code, ...error.facts, fields: error.fields }
      throw error
    },
  )
const judged = { safety: false, complexity: 'usual', impact: 'none', immediateAction: 'none' } as const
const inputFor = (name: ClaimMove, version: number): MoveClaimInput => {
  if (name === 'assess') return { move: name, version, ...judged }
  if (name === 'investigate') return { move: name, version, findings: 'found', causeId }
  if (name === 'propose') return { move: name, version, remedy: 'repair', answer: 'answered' }
  if (name === 'answer') return { move: name, version, answer: 'answered' }
  const grounds = 'because'
  if (textOfMove(name) === 'grounds') return { move: name, version, grounds } as MoveClaimInput
  return { move: name, version } as MoveClaimInput
}

test('a refused move says what is missing, or that this state does not allow it', async () => {
  const claim = await open({ severity: 'critical' })
  expect(await refusal(move(claim.id, { move: 'acknowledge', version: 1 }))).toMatchObject({
    code: 'invalid',
    missing: ['handler'],
    fields: { handler: 'required' },
  })
  await take(claim.id)
  expect(await refusal(move(claim.id, { move: 'close', version: 2 }))).toMatchObject({
    code: 'move_not_allowed',
    state: 'received',
    allowed: ['acknowledge', 'withdraw'],
  })
  await move(claim.id, { move: 'acknowledge', version: 2 })
  expect(await refusal(move(claim.id, { move: 'answer', version: 3 }))).toMatchObject({
    missing: ['approval', 'answer', 'findings'],
    fields: { findings: 'required', approval: 'required', answer: 'required' },
  })
  expect(await refusal(move(claim.id, { move: 'answer', version: 2, answer: 'x' }))).toMatchObject({
    code: 'stale',
    version: 3,
  })
})

test('random walks: the database follows the table; never without a handler or a clock while open, closed only on the client’s word or a ground; the log tells all', async () => {
  const moves = (Object.keys(claimStates.moves) as ClaimMove[]).filter((name) => !byDeedOnly.has(name))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...moves), { minLength: 5, maxLength: 14 }), async (walk) => {
      let claim = await open()
      await take(claim.id)
      claim = { ...claim, version: 2 }
      let made = 2
      let confirmed = false
      for (const name of walk) {
        const expected = claimStates.next(claim.state, name)
        const done = await refusal(move(claim.id, inputFor(name, claim.version)))
        expect(done === null).toBe(expected !== null)
        if (expected === null) continue
        made += 1
        const row = await company.db('claims').where({ id: claim.id }).first()
        expect(row).toMatchObject({ state: expected, version: claim.version + 1 })
        claim = { ...claim, state: expected, version: row.version }
        const running = await company.db('claim_clocks').where({ claim_id: claim.id }).whereNull('stopped_at')
        expect(running).toHaveLength(owesAnswer(expected) ? 1 : 0)
        expect(row.clock_stopped_at === null).toBe(owesAnswer(expected))
        // Nobody's, or waited for by nobody, it never is; nor closed without the client's word or a ground.
        expect(row.handler_id).toBe(handler.userId)
        expect(row.lapse_at === null).toBe(!awaitsWord(expected))
        confirmed = name === 'verify' || (confirmed && name === 'close')
        expect(row.closing_ground === null).toBe(expected !== 'closed')
        expect(row.closing_ground === 'verified').toBe(expected === 'closed' && confirmed)
      }
      expect(await company.db('events').where({ subject_id: claim.id })).toHaveLength(made)
    }),
    { numRuns: 8 },
  )
})

test('two at once on one claim: one moves it, the other is told (invariant 3)', async () => {
  const claim = await open()
  await take(claim.id)
  await move(claim.id, { move: 'acknowledge', version: 2 })
  const both = await Promise.all([
    refusal(move(claim.id, { move: 'answer', version: 3, answer: 'a' })),
    refusal(move(claim.id, { move: 'reject', version: 3, grounds: 'b' })),
  ])
  expect(both.map((one) => one?.code ?? 'done').sort()).toEqual(['done', 'stale'])
})

test('the client’s word may be noted by whoever hears it, our decision is the handler’s; the handler is told', async () => {
  const claim = await open()
  await take(claim.id)
  await move(claim.id, { move: 'acknowledge', version: 2 })
  expect(await refusal(move(claim.id, { move: 'answer', version: 3, answer: 'x' }, agent))).toMatchObject({
    code: 'denied',
    permission: 'claim.work',
  })
  await move(claim.id, { move: 'answer', version: 3, answer: 'x' })
  await move(claim.id, { move: 'dispute', version: 4, grounds: 'no' }, agent)
  const told = await company.db('notices').where({ user_id: handler.userId, kind: 'claim-moved' })
  expect(told.at(-1)?.data).toMatchObject({ move: 'dispute', link: `/claims/${claim.id}` })
  const page = await readClaim(company.db, agent, claim.id, now)
  expect(page.moves.map((one) => one.move)).toEqual(['withdraw'])
  expect((await readClaim(company.db, handler, claim.id, now)).moves.map((one) => one.move)).toEqual([
    'assess',
    'investigate',
    'propose',
    'answer',
    'reject',
    'withdraw',
  ])
})

test('grounds stand until they are answered; then the history alone tells them', async () => {
  const claim = await open()
  await take(claim.id)
  const steps = [
    inputFor('acknowledge', 2),
    inputFor('answer', 3),
    { move: 'dispute', version: 4, grounds: 'all are rusty' } as const,
    inputFor('answer', 5),
    inputFor('settle', 6),
  ]
  const seen: (string | null)[] = []
  for (const step of steps) seen.push((await move(claim.id, step)).grounds)
  expect(seen).toEqual([null, null, 'all are rusty', null, null])
  const { history, grounds } = await readClaim(company.db, handler, claim.id, now)
  expect(grounds).toBeNull()
  expect(history.map(({ text }) => text)).toContain('all are rusty')
})

test('only those who may handle a claim are given one; a free one is taken by whoever works claims', async () => {
  const claim = await open()
  expect(await refusal(take(claim.id, 1, handler, company.ids.agent))).toMatchObject({
    fields: { handlerId: 'may_not_handle' },
  })
  expect(await refusal(take(claim.id, 1, agent, handler.userId))).toMatchObject({ code: 'denied' })
  const own = company.actor(handler.userId, { 'claim.read': 'all', 'claim.work': 'own' })
  await take(claim.id, 1, own)
  expect(await refusal(take(claim.id, 1, own))).toMatchObject({ code: 'stale' })
  const page = await readClaim(company.db, own, claim.id, now)
  expect(page.history.at(-1)).toMatchObject({ kind: 'assigned', handler: { name: 'handler' } })
})

test('handlers of one market do not see another’s (invariant 11)', async () => {
  const claim = await open({ clientId: company.ids.clientCn })
  const russian = company.actor(company.ids.head, { 'claim.read': 'market', 'claim.work': 'market' })
  expect(await refusal(readClaim(company.db, russian, claim.id, now))).toMatchObject({ code: 'not_found' })
  expect(await refusal(take(claim.id, 1, russian, russian.userId))).toMatchObject({ code: 'not_found' })
  const { claims } = await listClaims(company.db, russian, { limit: 200 }, now)
  expect(claims.length).toBeGreaterThan(0)
  expect(claims.every((one) => one.market.code === 'ru')).toBe(true)
  expect(await findClaimByNumber(company.db, russian, claim.number)).toBeNull()
  expect(await searchClaimNumbers(company.db, company.actor(company.ids.agent, {}), 'CN')).toEqual([])
})

test('a number is found in any case and spacing, and by a piece; signs of a pattern mean themselves', async () => {
  const claim = await open()
  const spaced = ` ${claim.number.toLowerCase().replaceAll('-', ' - ')} `
  expect(await findClaimByNumber(company.db, agent, spaced)).toMatchObject({
    id: claim.id,
    clientName: 'Завод',
  })
  expect((await searchClaimNumbers(company.db, agent, claim.number.slice(-4)))[0]).toMatchObject({
    id: claim.id,
  })
  expect(await searchClaimNumbers(company.db, agent, '%')).toEqual([])
  expect((await listClaims(company.db, agent, { search: 'заво', limit: 1 }, now)).claims).toHaveLength(1)
  expect((await listClaims(company.db, agent, { search: '_', limit: 1 }, now)).claims).toHaveLength(0)
})

test('the list: strictest running clock first, then those that owe nothing; pages join without a gap or a double', async () => {
  const { claims } = await listClaims(company.db, handler, { status: 'all', limit: 200 }, now)
  const order = claims.map((one) => [one.clockStoppedAt === null ? 0 : 1, one.deadlineAt] as const)
  expect(order).toEqual([...order].sort((a, b) => a[0] - b[0] || a[1] - b[1]))
  const paged: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await listClaims(company.db, handler, { status: 'all', limit: 3, after }, now)
    paged.push(...page.claims.map((one) => one.id))
    if (!page.next) break
    after = page.next
  }
  expect(paged).toEqual(claims.map((one) => one.id))
  expect(paged.length).toBeGreaterThan(6)

  const far = now + 365 * 86_400_000
  const overdue = await listClaims(company.db, handler, { overdue: '1', limit: 200 }, far)
  expect(overdue.claims.length).toBeGreaterThan(0)
  expect(overdue.claims.every((one) => one.breached && one.clockStoppedAt === null)).toBe(true)
  const mine = await listClaims(company.db, handler, { handler: handler.userId, limit: 200 }, now)
  expect(mine.claims.every((one) => one.handler?.id === handler.userId && one.state !== 'closed')).toBe(true)
})
