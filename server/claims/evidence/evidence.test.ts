/** The evidence pack: everything of a claim in one numbered document, with its files beside it and their sums in it. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FILE_KIND } from '#shared/claims/attachments/attachment.contract.ts'
import { evidenceWords } from '#shared/claims/evidence/evidence-words.ts'
import { type FullClient, makeFullClient } from '../../../tests/harness/full-client.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import { readZip } from '../../../tests/harness/read-zip.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { makeLetters } from '../letters/make-letters.ts'
import { documentOf } from './document.ts'
import { packsOf } from './evidence.store.ts'
import { eraseEvidence, forgetOldEvidence } from './forget-evidence.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { makeEvidence } from './make-evidence.ts'

let hub: Hub
let head: Visitor
let client: FullClient
let claim: string
beforeAll(async () => {
  hub = await startHub({ worker: false })
  head = await hub.as('head-after-sales')
  client = await makeFullClient(hub)
  claim = `/api/claims/${client.claim}`
  const { db } = hub.platform
  await db('claims')
    .where({ id: client.claim })
    .update({ closed_at: null, closing_ground: null, state: 'received', interaction_id: client.interaction })
  // Its letter has no file: it is of words alone.
  await db('claim_letters').update({ gone_at: new Date() })
})
afterAll(() => hub.stop())

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const sumOf = (bytes: Buffer | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex')
const take = async (id: string): Promise<Map<string, Buffer>> => {
  const response = await fetch(`${hub.url}${claim}/evidence/${id}/file`, {
    headers: { cookie: head.cookieHeader() },
  })
  return readZip(Buffer.from(await response.arrayBuffer()))
}

test('it holds what was said, written, decided and attached, and every file as its sum says', async () => {
  const added = await head.upload(
    `${claim}/attachments?name=${encodeURIComponent('акт.pdf')}`,
    FILE_KIND,
    PDF,
  )
  expect(added.status).toBe(200)
  const template = await hub.platform.db('letter_templates').first('id')
  const letter = await head.post(`${claim}/letters`, {
    requestId: crypto.randomUUID(),
    templateId: template.id,
    language: 'ru',
    addressId: null,
    recipient: 'Завод',
    subject: 'Ответ',
    body: 'Заменим.',
  })
  await makeLetters(hub.platform)

  const asked = await head.post(`${claim}/evidence`, { language: 'ru' })
  expect(asked.body).toMatchObject({ state: 'asked', number: expect.stringMatching(/\/1$/) })
  expect((await head.post(`${claim}/evidence`, { language: 'ru' })).error?.code).toBe('evidence_asked')
  await makeEvidence(hub.platform)
  const [pack] = (await head.get(`${claim}/evidence`)).body.packs
  expect(pack).toMatchObject({ state: 'ready', pages: expect.any(Number), askedBy: 'head-after-sales name' })
  const files = await take(pack.id)
  const name = `${pack.number.replace('/', '-')}.pdf`
  expect(sumOf(files.get(name))).toBe(pack.sha256)
  expect(files.get(name)?.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pack.pages).toBeGreaterThanOrEqual(8)
  expect(files.get('attachments/01 акт.pdf')?.equals(PDF)).toBe(true)
  const kept = await hub.platform.db('claim_letters').where({ id: letter.body.id }).first()
  expect(sumOf(files.get(`letters/${kept.number}.pdf`))).toBe(kept.sha256)
  expect([...files.keys()].some((one) => one.startsWith('recordings/'))).toBe(true)
  const steps = await hub.platform.db('audit').where({ action: 'claim.evidence' }).orderBy('id')
  expect(steps.map(({ data }) => data.step)).toEqual(['asked', 'taken'])
})

/** What the document says of a file on the claim. */
const linesOf = async (id: string): Promise<string[]> => {
  const [row] = await packsOf(hub.platform.db, client.claim)
  const { material, files } = await gatherEvidence(hub.platform, row!)
  const places = new Map(files.map((file) => [file.id, file.name]))
  const tools = { words: evidenceWords.en, language: 'en' as const, moment: String, places }
  const at = material.attachments.findIndex((one) => one.id === id)
  return documentOf(material, tools)
    .at(-1)!
    .items[at]!.lines.map(([, value]) => value)
}

test('the next has the next number; a file that the storage has lost is named as lost, and the others are packed', async () => {
  const [{ id }] = await hub.platform.db('claim_attachments').where({ state: 'ready' }).select('id')
  const place = path.join(hub.dataDir, 'files', 'attachments', id)
  await rename(place, `${place}.away`)
  await head.post(`${claim}/evidence`, { language: 'en' })
  await makeEvidence(hub.platform)
  const [lacking] = (await head.get(`${claim}/evidence`)).body.packs
  expect(lacking).toMatchObject({ state: 'ready', number: expect.stringMatching(/\/2$/) })
  const packed = [...(await take(lacking.id)).keys()]
  expect(packed.filter((name) => name.startsWith('attachments/'))).toEqual([])
  expect(packed.some((name) => name.startsWith('letters/'))).toBe(true)
  expect(await linesOf(id)).toContain(evidenceWords.en.lost)
  await rename(`${place}.away`, place)
  expect(await linesOf(id)).toContain('attachments/01 акт.pdf')
  await head.post(`${claim}/evidence`, { language: 'en' })
  await makeEvidence(hub.platform)
  const [pack] = (await head.get(`${claim}/evidence`)).body.packs
  expect(pack).toMatchObject({ state: 'ready', number: expect.stringMatching(/\/3$/) })
})

test('only who has the right; it goes after two weeks, and with the client', async () => {
  const handler = await hub.as('handler')
  expect((await handler.post(`${claim}/evidence`, { language: 'ru' })).status).toBe(403)
  const { packs } = (await head.get(`${claim}/evidence`)).body
  const fileOf = (id: string) => path.join(hub.dataDir, 'evidence', `${id}.zip`)
  const [newest, , oldest] = packs
  expect([existsSync(fileOf(newest.id)), existsSync(fileOf(oldest.id))]).toEqual([true, true])
  await hub.platform
    .db('evidence_packs')
    .where({ id: oldest.id })
    .update({ expires_at: new Date(0) })
  await forgetOldEvidence(hub.platform)
  expect([existsSync(fileOf(newest.id)), existsSync(fileOf(oldest.id))]).toEqual([true, false])
  expect((await head.get(`${claim}/evidence/${oldest.id}/file`)).status).toBe(404)
  await eraseEvidence(hub.platform, [client.claim])
  expect(existsSync(fileOf(newest.id))).toBe(false)
})
