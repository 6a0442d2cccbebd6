import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { testPlatform } from '../../tests/harness/test-platform.ts'
import type { Config } from '../platform/config.ts'
import { eraseIdentity } from './erase-identity.ts'

let company: SmallCompany
beforeAll(async () => {
  company = await createSmallCompany()
})
afterAll(() => company.drop())

const add = async (table: string, row: object): Promise<string> =>
  (await company.db(table).insert(row).returning('id'))[0].id

test('with a contact person goes their name where it was typed, and no code that it looks like', async () => {
  const { db, ids } = company
  const of = { client_id: ids.clientRu }
  const name = 'Call Галкина'
  const personId = await add('persons', { ...of, name })
  const noteId = await add('notes', { ...of, text: 'Ждёт Галкина' })
  const line = { ...of, at: new Date(), kind: 'note', subject_id: noteId }
  await db('timeline').insert({ ...line, summary: JSON.stringify({ excerpt: 'Ждёт Галкина', kind: 'call' }) })
  const field = { thing: 'client', name_ru: 'Подпись', name_en: 'Signs', position: 1 }
  const signs = await add('custom_fields', { ...field, type: 'text' })
  const code = await add('custom_fields', { ...field, type: 'choice' })
  const custom = JSON.stringify({ [signs]: 'За Галкину', [code]: 'call' })
  await db('clients').where({ id: ids.clientRu }).update({ custom })

  const platform = { ...testPlatform(db), config: { DATA_DIR: tmpdir() } as Config }
  const actor = company.actor(ids.head, { 'client.erase': 'all', 'client.read': 'all' })
  const wish = { clientId: ids.clientRu, personId, ground: 'request', name } as const
  expect(await eraseIdentity(platform, actor, wish)).toMatchObject({ state: 'done' })

  const shown = await db('timeline').where({ subject_id: noteId }).first('summary')
  expect(shown.summary).toEqual({ excerpt: 'Ждёт ***', kind: 'call' })
  const card = await db('clients').where({ id: ids.clientRu }).first('custom')
  expect(card.custom).toEqual({ [signs]: 'За ***', [code]: 'call' })
})
