import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { seedRoles } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, openDatabase } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { MoveClaimInput, OpenClaimInput } from '#shared/claims/claim.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../../../tests/harness/small-company.ts'
import { type TestPlatform, testPlatform } from '../../../../tests/harness/test-platform.ts'
import { assignClaim, escalateClaims, moveClaim, openClaim } from '../../index.ts'
import { readClaim } from '../../read-claims.ts'

// Real transactions, many of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const msk = (wall: string) => Date.parse(`${wall}+03:00`)
const opened = msk('2026-03-05T10:00')
// High severity, two business days; Monday the 9th is a holiday. See shared/claims/clock-plan.test.ts.
const eightyPercent = msk('2026-03-10T12:48')
const deadline = msk('2026-03-11T00:00')
const dayAfter = msk('2026-03-12T00:00')

let company: SmallCompany
let platform: TestPlatform
let handler: Actor
let lead: Actor
/** Of one test alone. */
const added: string[] = []

beforeAll(async () => {
  company = await createSmallCompany()
  await inTransaction(company.db, seedRoles)
  await giveRole(company.ids.handler, 'claim-handler')
  await giveRole(company.ids.head, 'head-after-sales')
  const right = {
    'client.read': 'all',
    'claim.open': 'all',
    'claim.read': 'all',
    'claim.work': 'all',
  } as const
  handler = company.actor(company.ids.handler, right)
  lead = company.actor(company.ids.head, { 'claim.read': 'all', 'claim.approve': 'all' })
})
beforeEach(async () => {
  await company.db.raw('truncate claims, claim_counters, notices, outbox, events cascade')
  await company.db('user_roles').whereIn('user_id', added).delete()
  await company.db('users').whereIn('id', added.splice(0)).delete()
  platform = Object.assign(testPlatform(company.db, opened), {
    config: { HOST: '127.0.0.1', PORT: 3000 },
  }) as never
})
afterAll(() => company.drop())

const giveRole = async (userId: string, code: string) => {
  const role = await company.db('roles').where({ code }).first()
  await company.db('user_roles').insert({ user_id: userId, role_id: role.id })
}
const addUser = async (name: string, role: string) => {
  const [user] = await company
    .db('users')
    .insert({ email: `${name}@example.test`, name, language: 'en' })
    .returning('id')
  added.push(user.id)
  await giveRole(user.id, role)
  return user.id as string
}
const at = (moment: number) => platform.advance(moment - platform.clock.now())
const sweepAt = (moment: number, on: Platform = platform) => {
  at(moment)
  return escalateClaims(on)
}
const open = async (input: Partial<OpenClaimInput> = {}) => {
  const category = await company.db('claim_categories').where({ code: 'quality' }).first()
  const claim = await inTransaction(company.db, (trx) =>
    openClaim(
      trx,
      { actor: handler, now: platform.clock.now() },
      {
        clientId: company.ids.clientRu,
        categoryId: category.id,
        severity: 'high',
        description: 'x',
        ...input,
      },
    ),
  )
  return claim.id
}
const take = (id: string, version = 1) =>
  inTransaction(company.db, (trx) =>
    assignClaim(trx, { actor: handler, now: platform.clock.now() }, id, {
      handlerId: handler.userId,
      version,
    }),
  )
const move = (id: string, input: MoveClaimInput) =>
  inTransaction(company.db, (trx) => moveClaim(trx, { actor: handler, now: platform.clock.now() }, id, input))
const judged = { safety: false, complexity: 'usual', impact: 'rust', immediateAction: 'none' } as const
/** The rest of the whole way of a grave claim: looked into, proposed, approved by somebody else, told to the client. Takes four versions. */
const answer = async (id: string, version: number) => {
  const { id: causeId } = await company.db('claim_causes').first('id')
  await move(id, { move: 'investigate', version, findings: 'rust', causeId })
  await move(id, { move: 'propose', version: version + 1, remedy: 'replacement', answer: 'replaced' })
  await inTransaction(company.db, (trx) =>
    moveClaim(trx, { actor: lead, now: platform.clock.now() }, id, { move: 'approve', version: version + 2 }),
  )
  await move(id, { move: 'communicate', version: version + 3 })
}
const steps = async (id: string) =>
  (await company.db('claim_escalations').where({ claim_id: id }).orderBy(['due_at', 'step'])) as {
    step: number
    due_at: number
    at: number
    notified: string[]
  }[]
const notices = () => company.db('notices').where({ kind: 'claim-escalated' }).orderBy('id')
const letters = () => company.db('outbox').where('key', 'like', '%claim-escalated%').orderBy('id')

test('each step falls due at its moment on the business calendar, not before, over weekend and holiday (L17)', async () => {
  const id = await open()
  await take(id)
  for (const [early, due] of [
    [eightyPercent - 1, eightyPercent],
    [deadline - 1, deadline],
    [dayAfter - 1, dayAfter],
  ] as const) {
    expect(await sweepAt(early)).toBe(0)
    expect(await sweepAt(due)).toBe(1)
    expect(await sweepAt(due)).toBe(0)
  }
  expect((await steps(id)).map((one) => one.due_at)).toEqual([eightyPercent, deadline, dayAfter])
  expect(await sweepAt(dayAfter + 30 * 86_400_000)).toBe(0)
})

test('who is told: the handler, then supervisors and the head of after-sales, then the director, each in their language', async () => {
  const director = await addUser('director', 'director')
  const supervisor = await addUser('supervisor', 'supervisor')
  const id = await open()
  await take(id)
  for (const due of [eightyPercent, deadline, dayAfter]) await sweepAt(due)
  const told = (await steps(id)).map((one) => [...one.notified].sort())
  expect(told).toEqual([[handler.userId], [handler.userId, supervisor, company.ids.head].sort(), [director]])
  expect(await notices()).toHaveLength(5)
  const mail = (await letters()).map((row) => row.payload)
  expect(mail.map((letter) => letter.to).sort()).toEqual([
    'director@example.test',
    'handler@example.test',
    'handler@example.test',
    'head@example.test',
    'supervisor@example.test',
  ])
  const toHead = mail.find((letter) => letter.to === 'head@example.test')
  expect(toHead.subject).toMatch(/^Claim RU-2026-000001: the deadline passed on 11 March 2026/)
  expect(toHead.subject).toMatch(/\(final answer\)$/)
  expect(toHead.text).toContain(`http://localhost:3000/claims/${id}`)
  const toHandler = mail.findLast((letter) => letter.to === 'handler@example.test')
  expect(toHandler.subject).toMatch(/^Претензия RU-2026-000001: срок истёк 11 марта 2026/)
})

test('a claim that nobody has taken, or a role that nobody holds, is told to all who may handle it', async () => {
  const id = await open()
  await sweepAt(eightyPercent)
  const [first] = await steps(id)
  expect(first?.notified.slice().sort()).toEqual([company.ids.handler, company.ids.head].sort())
})

test('when every worker was down, the steps are caught up in order and the breach stands at its true time', async () => {
  const id = await open()
  await take(id)
  const late = dayAfter + 5 * 86_400_000
  expect(await sweepAt(late)).toBe(3)
  expect((await steps(id)).map(({ step, due_at, at: done }) => [step, due_at, done])).toEqual([
    [0, eightyPercent, late],
    [1, deadline, late],
    [2, dayAfter, late],
  ])
  const events = await company.db('events').where({ kind: 'claim.escalated' }).orderBy('id')
  expect(events.map((event) => event.data.dueAt)).toEqual([eightyPercent, deadline, dayAfter])
})

test('what falls due together is told to each person once, of every clock that named them', async () => {
  const id = await open()
  await take(id)
  const [own] = await company.db('claim_clocks').where({ claim_id: id })
  const { id: _, ...columns } = own
  const replyBy = deadline - 3_600_000
  await company.db('claim_clocks').insert({
    ...columns,
    kind: 'reply',
    started_at: new Date(opened),
    deadline_at: new Date(replyBy),
    deadline_basis: JSON.stringify(own.deadline_basis),
    steps: JSON.stringify([{ at: replyBy, key: 'p100', tell: ['handler'] }]),
    escalate_at: new Date(replyBy),
  })
  expect(await sweepAt(deadline)).toBe(3)
  expect(
    (await company.db('events').where({ kind: 'claim.escalated' }).orderBy('id')).map(
      ({ data }) => data.dueAt,
    ),
  ).toEqual([eightyPercent, replyBy, deadline])
  const toHandler = (await notices()).filter(({ user_id }) => user_id === handler.userId)
  expect(toHandler.map(({ data }) => data)).toMatchObject([{ clock: 'final-answer', overdue: true, more: 1 }])
  const mail = (await letters())
    .map(({ payload }) => payload)
    .filter(({ to }) => to === 'handler@example.test')
  expect(mail).toHaveLength(1)
  expect(mail[0].subject).toMatch(
    /^Претензия \S+: срок истёк 10 марта 2026.*\(ответить на сообщение\) и ещё сроков: 1$/,
  )
  expect(mail[0].text).toMatch(
    /— ответить на сообщение: срок истёк 10 марта.*\n— ответ по существу: срок истёк 11 марта/,
  )
})

test('two workers on two connections at once, claim by claim: no step twice, none left out', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => open()))
  at(dayAfter)
  const second = openDatabase(company.url, { max: 4 })
  const sweepers = [platform, { ...platform, db: second }, platform, { ...platform, db: second }]
  const done = await Promise.all(sweepers.map((one) => escalateClaims(one)))
  const rest = await escalateClaims(platform)
  await second.destroy()
  expect(done.reduce((sum, one) => sum + one, rest)).toBe(ids.length * 3)
  expect(await company.db('claim_escalations')).toHaveLength(ids.length * 3)
  expect(await company.db('events').where({ kind: 'claim.escalated' })).toHaveLength(ids.length * 3)
  // All three fell due together: whom one of them named and whom another did is told once.
  const people = 2
  expect(await notices()).toHaveLength(ids.length * people)
})

test('a worker that dies inside a step leaves nothing behind; the next one carries it out whole', async () => {
  const id = await open()
  await take(id)
  await company.db.raw(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no commit'; end $$;
    create constraint trigger refuse after insert on claim_escalations deferrable initially deferred
      for each row execute function refuse()`)
  expect(await sweepAt(eightyPercent)).toBe(0)
  expect([await steps(id), await notices(), await letters()]).toEqual([[], [], []])
  await company.db.raw('drop function refuse cascade')
  expect(await sweepAt(eightyPercent)).toBe(1)
  expect(await notices()).toHaveLength(1)
})

test('a late answer between two sweeps is a breach though no step ever saw it (L18)', async () => {
  const id = await open()
  await take(id)
  await move(id, { move: 'acknowledge', version: 2 })
  await move(id, { move: 'assess', version: 3, ...judged })
  at(deadline + 1)
  await answer(id, 4)
  expect(await sweepAt(dayAfter)).toBe(0)
  const page = await readClaim(company.db, handler, id, platform.clock.now())
  expect(page.claim).toMatchObject({ state: 'communicated', breached: true })
  expect(page.history.at(-1)).toMatchObject({ move: 'communicate', lateMs: 1 })
})

test('an answer in time stops the ladder; a dispute starts a clock and a ladder of its own, keeping the first', async () => {
  const id = await open()
  await take(id)
  await move(id, { move: 'acknowledge', version: 2 })
  await move(id, { move: 'assess', version: 3, ...judged })
  at(deadline)
  await answer(id, 4)
  expect(await sweepAt(dayAfter)).toBe(0)
  const disputedAt = msk('2026-03-16T09:00')
  at(disputedAt)
  await move(id, { move: 'dispute', version: 8, grounds: 'still rusty' })
  const again = msk('2026-03-19T00:00')
  const { claim } = await readClaim(company.db, handler, id, disputedAt)
  expect(claim).toMatchObject({ deadlineAt: again, breached: false, clockStoppedAt: null })
  expect(await sweepAt(again)).toBe(2)
  const page = await readClaim(company.db, handler, id, platform.clock.now() + 1)
  expect(page.clocks.map(({ breached, stoppedAt }) => [breached, stoppedAt])).toEqual([
    [false, deadline],
    [true, null],
  ])
  expect(page.clocks[1]?.steps.map(({ at: done }) => done !== null)).toEqual([true, true, false])
})

test('one claim that cannot be escalated does not hold up the others', async () => {
  const [bad, good] = [await open(), await open()]
  await company
    .db('claim_clocks')
    .where({ claim_id: bad })
    .update({ steps: JSON.stringify([{ at: 1, tell: null }]) })
  expect(await sweepAt(eightyPercent)).toBe(1)
  expect(await steps(good)).toHaveLength(1)
})
