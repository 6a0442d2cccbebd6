import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#server/platform/actor.ts'
import { type TimelineKind, readTimeline as wire } from '#shared/clients/timeline.contract.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { readTimeline } from './read-timeline.ts'
import { writeTimeline } from './timeline.store.ts'

let company: SmallCompany
let reader: Actor
const everything = {
  'client.read': 'all',
  'interaction.read': 'all',
  'claim.read': 'all',
  'deal.read': 'all',
  'task.read': 'all',
} as const

beforeAll(async () => {
  company = await createSmallCompany()
  reader = company.actor(company.ids.head, everything)
})
afterAll(() => company.drop())

const newClient = async (managerId: string | null = null): Promise<string> => {
  const row = { kind: 'company', name: 'T', market_id: company.ids.ru, manager_id: managerId }
  return (await company.db('clients').insert(row).returning('id'))[0].id
}
const put = (
  clientId: string,
  at: number,
  kind: TimelineKind = 'interaction',
  ownerId: string | null = null,
) => {
  const subjectId = crypto.randomUUID()
  return company.db
    .transaction((trx) => writeTimeline(trx, { clientId, at, kind, subjectId, ownerId, summary: {} }))
    .then(() => ({ at, subjectId }))
}
type Line = { at: number; subjectId: string }
const newestFirst = (a: Line, b: Line) => b.at - a.at || (a.subjectId < b.subjectId ? 1 : -1)

/** Reads page after page, letting `between` write while it does. */
const readAll = async (clientId: string, limit: number, between: (page: number) => Promise<void>) => {
  const lines: Line[] = []
  let before: string | undefined
  for (let page = 0; ; page += 1) {
    const reply = await readTimeline(company.db, reader, { clientId, limit, before })
    expect(wire.reply.safeParse(reply).success).toBe(true)
    lines.push(...reply.items.map(({ at, subjectId }) => ({ at, subjectId })))
    if (!reply.next) return lines
    before = reply.next
    await between(page)
  }
}

test('the pages laid one after another are the whole order, whatever comes in meanwhile', async () => {
  // Few distinct times, so that many lines share one and only the id decides.
  const times = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(times, times, fc.integer({ min: 1, max: 7 }), async (first, meanwhile, limit) => {
      const clientId = await newClient()
      const present: Line[] = []
      for (const at of first) present.push(await put(clientId, at * 1_000))
      const arrivals = [...meanwhile]
      const lines = await readAll(clientId, limit, async () => {
        for (const at of arrivals.splice(0, 2)) await put(clientId, at * 1_000)
      })
      expect(lines).toEqual([...lines].sort(newestFirst))
      expect(new Set(lines.map((line) => line.subjectId)).size).toBe(lines.length)
      const seen = new Set(lines.map((line) => line.subjectId))
      expect(present.filter((line) => !seen.has(line.subjectId))).toEqual([])
    }),
    { numRuns: 25 },
  )
}, 60_000)

test('times finer than the hub tells them lose no line between pages', async () => {
  const clientId = await newClient()
  for (let turn = 0; turn < 9; turn += 1) {
    const at = `2026-03-16T09:00:00.000${turn}00Z`
    const line = { client_id: clientId, at, kind: 'deal', subject_id: crypto.randomUUID() }
    await company.db('timeline').insert(line)
  }
  expect(await readAll(clientId, 2, async () => undefined)).toHaveLength(9)
})

test('a line rewritten stays one, and moves with its client', async () => {
  const [from, to] = [await newClient(), await newClient()]
  const subjectId = crypto.randomUUID()
  const entry = { at: 1_000, kind: 'interaction' as const, subjectId }
  await company.db.transaction(async (trx) => {
    await writeTimeline(trx, { ...entry, clientId: from, summary: { state: 'talking' } })
    await writeTimeline(trx, { ...entry, clientId: to, summary: { state: 'closed' } })
  })
  expect((await readTimeline(company.db, reader, { clientId: from, limit: 5 })).items).toEqual([])
  expect((await readTimeline(company.db, reader, { clientId: to, limit: 5 })).items).toMatchObject([
    { subjectId, summary: { state: 'closed' } },
  ])
})

test('by kind, and each kind within the reader’s own reach of it', async () => {
  const clientId = await newClient()
  const { agent, handler } = company.ids
  for (const [place, kind] of (['interaction', 'claim', 'deal', 'note', 'task'] as const).entries()) {
    await put(clientId, place * 1_000, kind, agent)
    await put(clientId, place * 1_000 + 1, kind, handler)
  }
  await put(clientId, 9_000, 'task', null)
  const kinds = async (actor: Actor, kind?: TimelineKind) =>
    (await readTimeline(company.db, actor, { clientId, kind, limit: 50 })).items.map(
      (item) => `${item.kind}:${item.ownerName ?? 'queue'}`,
    )
  expect(await kinds(reader)).toHaveLength(11)
  expect(await kinds(reader, 'deal')).toEqual(['deal:handler', 'deal:agent'])
  const narrow = company.actor(agent, { ...everything, 'deal.read': 'own', 'task.read': 'own' })
  expect(await kinds(narrow, 'deal')).toEqual(['deal:agent'])
  expect(await kinds(narrow, 'task')).toEqual(['task:queue', 'task:agent'])
  const noClaims = company.actor(agent, { 'client.read': 'all' })
  expect(await kinds(noClaims)).toEqual(['note:handler', 'note:agent'])
  expect(await kinds(noClaims, 'claim')).toEqual([])
  const sales = {
    ...company.actor(agent, { ...everything, 'deal.read': 'department' }),
    departmentIds: [company.ids.sales],
  }
  expect(await kinds(sales, 'deal')).toEqual(['deal:agent'])
  const china = company.actor(agent, { ...everything, 'deal.read': 'market' }, company.ids.cn)
  expect(await kinds(china, 'deal')).toEqual(['deal:agent'])
})

test('the timeline of a card out of reach is not found', async () => {
  const clientId = await newClient(company.ids.handler)
  const own = company.actor(company.ids.agent, { 'client.read': 'own' })
  await expect(readTimeline(company.db, own, { clientId, limit: 5 })).rejects.toMatchObject({ status: 404 })
})
