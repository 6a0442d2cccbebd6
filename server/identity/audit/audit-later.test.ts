/** Refusals reach the audit: written when the database can, kept while it cannot, told to the log when nothing else is left. */
import { expect, test, vi } from 'vitest'
import { openDoorway, PASSWORD, populate } from '../../../tests/harness/doorway.ts'
import { auditLater, flushAudit } from './audit-later.ts'

const entry = (index: number) => ({
  at: Date.now(),
  actorId: null,
  action: 'test',
  outcome: 'denied' as const,
  data: { index },
})

test('a refused request is in the audit with what was asked for', async () => {
  const hub = await openDoorway()
  const { users } = await populate(hub.platform, ['agent'])
  const visitor = hub.visitor('198.51.100.3')
  await visitor.signIn('agent@example.test', PASSWORD)
  expect((await visitor.get('/api/audit')).error).toMatchObject({
    code: 'denied',
    facts: { permission: 'audit.read' },
  })
  await flushAudit(hub.platform)
  expect(await hub.db('audit').where('action', 'access')).toMatchObject([
    {
      actor_id: users.agent,
      outcome: 'denied',
      address: '198.51.100.3',
      data: { permission: 'audit.read', method: 'GET', path: '/api/audit' },
    },
  ])
  await hub.stop()
})

test('what cannot be written now is written later, in order and once', async () => {
  const hub = await openDoorway()
  await hub.db.raw('alter table audit rename to audit_away')
  for (let index = 0; index < 450; index += 1) auditLater(hub.platform, entry(index))
  await new Promise((resolve) => setTimeout(resolve, 50))
  await hub.db.raw('alter table audit_away rename to audit')
  auditLater(hub.platform, entry(450))
  await vi.waitFor(async () => expect(await hub.db('audit')).toHaveLength(451), { timeout: 5_000 })
  const rows = await hub.db('audit').orderBy('id')
  expect(rows.map((row) => row.data.index)).toEqual(Array.from({ length: 451 }, (_, index) => index))
  await hub.stop()
})

test('at the end of the process the log is told what the table could not take', async () => {
  const hub = await openDoorway()
  const told = vi.spyOn(hub.platform.log, 'error')
  await hub.db.raw('drop table audit')
  auditLater(hub.platform, entry(1))
  await flushAudit(hub.platform)
  expect(
    told.mock.calls.map(([facts]) => (facts as { audit?: { data: unknown } }).audit?.data),
  ).toContainEqual({
    index: 1,
  })
  await hub.stop()
})
