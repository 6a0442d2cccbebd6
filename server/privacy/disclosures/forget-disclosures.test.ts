import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSmallCompany, type SmallCompany } from '../../../tests/harness/small-company.ts'
import { testPlatform } from '../../../tests/harness/test-platform.ts'
import type { Config } from '../../platform/config.ts'
import { disclosuresFolder } from './disclosures-folder.ts'
import { forgetDisclosuresOf } from './forget-disclosures.ts'
import { makeDisclosures } from './make-disclosures.ts'

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
