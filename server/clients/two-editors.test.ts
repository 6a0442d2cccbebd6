/** Two editors, each with connections of their own, go on until both have saved all they typed: nothing is lost. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#server/platform/database.ts'
import { newClient, staleFacts } from '#shared/clients/card.contract.ts'
import { type FieldValues, rebased, settleEdit } from '#shared/clients/settle-edit.ts'
import { createSmallCompany, type SmallCompany } from '../../tests/harness/small-company.ts'
import { testPlatform } from '../../tests/harness/test-platform.ts'
import { createClient } from './create-client.ts'
import { editClient } from './edit-client.ts'
import { readCard } from './read-card.ts'

let company: SmallCompany
beforeAll(async () => {
  company = await createSmallCompany()
})
afterAll(() => company.drop())

const grants = { 'client.read': 'all', 'client.edit': 'all' } as const

/** Edits a field as a person with the form does; answers how often somebody else was first, and who that was. */
const editor = async (userId: string, clientId: string, edits: [field: string, value: string][]) => {
  const db = openDatabase(company.url, { max: 1 })
  const platform = testPlatform(db)
  const actor = company.actor(userId, grants)
  const told = { stale: 0, asked: [] as string[], by: new Set<string | null>() }
  try {
    for (const [field, value] of edits) {
      let opened: FieldValues = { ...(await readCard(db, actor, clientId)) }
      let version = opened.version as number
      const form: FieldValues = { ...opened, [field]: value }
      for (;;) {
        const change = { [field]: form[field], version } as { version: number }
        const refused = await editClient(platform, actor, clientId, change).then(
          () => null,
          (error: { code: string; facts: unknown }) => error,
        )
        if (!refused) break
        expect(refused.code).toBe('stale')
        const facts = staleFacts.parse(refused.facts)
        told.stale += 1
        const { taken, contested } = settleEdit(opened, form, facts.changes)
        told.asked.push(...contested.map((one) => one.field))
        for (const one of taken) form[one.field] = one.current
        for (const one of facts.changes) told.by.add(one.byName)
        opened = rebased(opened, facts.changes)
        version = facts.version
      }
    }
    return told
  } finally {
    await db.destroy()
  }
}

test('two connections race over one card: each field ends as its own editor typed it last', async () => {
  const input = newClient.parse({ kind: 'company', name: 'Гонка', marketId: company.ids.ru })
  const made = await createClient(testPlatform(company.db), company.actor(company.ids.head, grants), input)
  const turns = Array.from({ length: 40 }, (_, turn) => turn)
  const names = turns.map((turn) => `source ${turn}`)
  await company.db('client_sources').insert(names.map((code) => ({ code, name_ru: code, name_en: code })))
  const [first, second] = await Promise.all([
    editor(
      company.ids.agent,
      made.id,
      turns.map((turn) => ['region', `region ${turn}`]),
    ),
    editor(
      company.ids.handler,
      made.id,
      turns.map((turn) => ['source', `source ${turn}`]),
    ),
  ])
  // They did meet: else nothing was tried.
  expect(first.stale + second.stale).toBeGreaterThan(0)
  // Different fields are never put to anybody as a clash, and each is told of the other.
  expect([...first.asked, ...second.asked]).toEqual([])
  if (first.stale > 0) expect([...first.by]).toContain('handler')
  if (second.stale > 0) expect([...second.by]).toContain('agent')
  const card = await readCard(company.db, company.actor(company.ids.head, grants), made.id)
  expect(card).toMatchObject({ region: 'region 39', source: 'source 39', version: 81 })
})

test('two connections race over one field: every later one is asked, and knows what they would overwrite', async () => {
  const input = newClient.parse({ kind: 'company', name: 'Одно поле', marketId: company.ids.ru })
  const head = company.actor(company.ids.head, grants)
  const made = await createClient(testPlatform(company.db), head, input)
  const turns = Array.from({ length: 25 }, (_, turn) => turn)
  const [first, second] = await Promise.all([
    editor(
      company.ids.agent,
      made.id,
      turns.map((turn) => ['region', `mine ${turn}`]),
    ),
    editor(
      company.ids.handler,
      made.id,
      turns.map((turn) => ['region', `theirs ${turn}`]),
    ),
  ])
  expect(first.stale + second.stale).toBeGreaterThan(0)
  // Whoever was told asked about just this field, each time.
  expect(first.asked.length + second.asked.length).toBe(first.stale + second.stale)
  const { version, region } = await readCard(company.db, head, made.id)
  expect(version).toBe(51)
  expect(['mine 24', 'theirs 24']).toContain(region)
})
