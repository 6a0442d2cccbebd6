import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { testPlatform } from '../../tests/harness/test-platform.ts'
import { readRecordLines } from './index.ts'

let company: SmallCompany
beforeAll(async () => {
  company = await createSmallCompany()
})
afterAll(() => company.drop())

test('a line shows the card that stands for its client, and its own again once they are parted', async () => {
  const { db } = company
  const { clientRu, clientCn, ru, head } = company.ids
  const further = { kind: 'company', name: 'Последняя', market_id: ru }
  const [{ id: last }] = await db('clients').insert(further).returning('id')
  const line = {
    event_id: 1,
    line: 0,
    kind: 'deal.moved',
    subject_id: clientRu,
    at: new Date('2026-01-01T12:00Z'),
  }
  await db('record_lines').insert([
    { ...line, client_id: clientRu },
    { ...line, line: 1 },
  ])
  const reader = company.actor(head, { 'record.read': 'all' })
  const shown = async () => {
    const asked = { day: '2026-01-01', zone: 'UTC' }
    const { lines } = await readRecordLines(testPlatform(db), reader, asked, { limit: 10 })
    return lines.map(({ client }) => client)
  }
  const merge = (id: string, into: string | null) => db('clients').where({ id }).update({ merged_into: into })
  expect(await shown()).toEqual([null, { id: clientRu, name: 'Завод' }])
  await merge(clientRu, clientCn)
  await merge(clientCn, last)
  expect(await shown()).toEqual([null, { id: last, name: 'Последняя' }])
  await merge(clientCn, null)
  expect(await shown()).toEqual([null, { id: clientCn, name: 'Works' }])
  await merge(clientRu, null)
  expect(await shown()).toEqual([null, { id: clientRu, name: 'Завод' }])
  // What the line itself keeps is as it was written.
  expect(await db('record_lines').whereNotNull('client_id').pluck('client_id')).toEqual([clientRu])
})
