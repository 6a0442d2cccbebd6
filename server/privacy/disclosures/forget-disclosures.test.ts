import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Response } from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { testPlatform } from '../../../tests/harness/test-platform.ts'
import type { Config } from '../../platform/config.ts'
import { disclosuresFolder } from './disclosures-folder.ts'
import { forgetDisclosuresOf, forgetExpired } from './forget-disclosures.ts'
import { makeDisclosures } from './make-disclosures.ts'
import { takeDisclosure } from './take-disclosure.ts'

let company: SmallCompany
let config: Config
let folder: string
beforeAll(async () => {
  company = await createSmallCompany()
  config = { DATA_DIR: mkdtempSync(path.join(tmpdir(), 'disclosures-')) } as Config
  folder = disclosuresFolder(config)
  mkdirSync(folder)
})
afterAll(async () => {
  rmSync(config.DATA_DIR, { recursive: true, force: true })
  await company.drop()
})

const ask = async (clientId: string): Promise<string> => {
  const row = { client_id: clientId, state: 'asked', asked_at: new Date() }
  const [{ id }] = await company.db('client_disclosures').insert(row).returning('id')
  return id
}
const stateOf = async (id: string) => (await company.db('client_disclosures').where({ id }).first()).state

test('a file that comes to its end while it is forgotten does not stay', async () => {
  const { db, ids } = company
  const id = await ask(ids.clientRu)
  writeFileSync(path.join(folder, `${id}.zip.new`), 'what a crash has left')
  let forgetting: Promise<void> | undefined
  await db.transaction(async (finishing) => {
    await finishing('client_disclosures').where({ id }).update({ state: 'ready' })
    forgetting = forgetDisclosuresOf({ ...testPlatform(db), config }, [ids.clientRu])
    const waiting = async () => (await db.raw('select pid from pg_locks where not granted')).rows
    await expect.poll(waiting).toHaveLength(1)
    writeFileSync(path.join(folder, `${id}.zip`), 'whole')
  })
  await forgetting
  expect([await stateOf(id), readdirSync(folder)]).toEqual(['gone', []])
})

test('of a file that could not be made nothing stays', async () => {
  const id = await ask(company.ids.clientCn)
  const inTheWay = `${id}.zip`
  mkdirSync(path.join(folder, inTheWay))
  await makeDisclosures({ ...testPlatform(company.db), config })
  expect([await stateOf(id), readdirSync(folder)]).toEqual(['failed', [inTheWay]])
})

test('a file that was made of two cards before they were parted is handed out no more, and goes', async () => {
  const { db, ids } = company
  const platform = { ...testPlatform(db), config }
  const at = (hours: number) => new Date(platform.clock.now() + hours * 3_600_000)
  const made = { client_id: ids.clientRu, state: 'ready', expires_at: at(24) }
  const [both] = await db('client_disclosures')
    .insert({ ...made, asked_at: at(-4), ready_at: at(-4) })
    .returning('id')
  const [own] = await db('client_disclosures')
    .insert({ ...made, asked_at: at(-1), ready_at: at(-1) })
    .returning('id')
  const merge = { client_id: ids.clientRu, merged_id: ids.clientCn, state: 'undone' }
  await db('client_merges').insert({ ...merge, merged_at: at(-5), undone_at: at(-2) })
  for (const { id } of [both, own]) writeFileSync(path.join(folder, `${id}.zip`), 'whole')
  const actor = company.actor(ids.head, { 'client.disclose': 'all', 'client.read': 'all' })
  const wish = { clientId: ids.clientRu, disclosureId: both.id }
  await expect(takeDisclosure(platform, actor, wish, {} as Response)).rejects.toMatchObject({
    code: 'not_found',
  })
  await forgetExpired(platform)
  expect([await stateOf(both.id), await stateOf(own.id)]).toEqual(['gone', 'ready'])
  expect(readdirSync(folder)).toContain(`${own.id}.zip`)
  expect(readdirSync(folder)).not.toContain(`${both.id}.zip`)
})
