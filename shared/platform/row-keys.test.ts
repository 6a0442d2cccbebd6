import { expect, test } from 'vitest'
import { timelineKey } from '../clients/timeline.contract.ts'
import { readAudit } from '../identity/audit.contract.ts'
import { readTaskWays } from '../routing/outbound.contract.ts'
import { taskKey } from '../tasks/task.contract.ts'

const ID = '0198f3a1-5c2e-7d40-9b1a-3f6c8e2d7a05'
const NO_ID = '-'.repeat(36)

test.each([
  ['tasks to call for', readTaskWays.query!, (id: string) => ({ taskIds: id })],
  ['several of them', readTaskWays.query!, (id: string) => ({ taskIds: `${ID},${id}` })],
  ['a place among tasks', taskKey, (id: string) => `1795827968601_${id}`],
  ['a place on a timeline', timelineKey, (id: string) => `1795827968601_${id}`],
  ['a place in the audit', readAudit.query!, (id: string) => ({ after: `1795827968601:${id}` })],
])('%s: what is no id is refused before the database is asked', (_, schema, asked) => {
  expect(schema.safeParse(asked(ID)).success).toBe(true)
  expect(schema.safeParse(asked(NO_ID)).success).toBe(false)
})
