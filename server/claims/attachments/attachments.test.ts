/** Files on a claim over HTTP: what is taken and what is not, who gets it, and that nothing hostile does harm. */

import { readdir, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { FILE_KIND } from '#shared/claims/attachments/attachment.contract.ts'
import { type Clamd, EICAR, startClamd } from '../../../tests/harness/clamd.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Answer, Visitor } from '../../../tests/harness/visitor.ts'
import { zipOf } from '../../../tests/harness/zip.ts'
import { clearFiles } from './clear-files.ts'
import { scanAttachments } from './scan-attachments.ts'

let hub: Hub
let clamd: Clamd
let handler: Visitor
let agent: Visitor
let claimId: string

beforeAll(async () => {
  clamd = await startClamd()
  hub = await startHub({ worker: false, config: { SCAN_CLAMD: clamd.address } })
  handler = await hub.as('handler')
  agent = await hub.as('agent')
})
afterAll(async () => {
  await hub.stop()
  await clamd.stop()
})
beforeEach(async () => {
  claimId = await openClaim()
})

const openClaim = async (): Promise<string> => {
  const category = await hub.platform.db('claim_categories').first('id')
  const opened = await handler.post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId: category.id,
    severity: 'normal',
    description: 'x',
  })
  const { id, version } = opened.body
  await handler.post(`/api/claims/${id}/assign`, { handlerId: hub.company.users.handler, version })
  return id
}
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const put = (name: string, file: Uint8Array, who = handler, id = claimId): Promise<Answer> =>
  who.upload(`/api/claims/${id}/attachments?name=${encodeURIComponent(name)}`, FILE_KIND, file)
const list = async (who = handler) => (await who.get(`/api/claims/${claimId}/attachments`)).body.attachments
const contentOf = (id: string, query = '') => `/api/claims/${claimId}/attachments/${id}/content${query}`
const scan = () => scanAttachments(hub.platform)
const leftovers = () => readdir(path.join(hub.dataDir, 'incoming')).catch(() => [] as string[])

test('a picture waits in quarantine until the scanner has answered, then is shown under headers that let it do nothing', async () => {
  const added = await put('фото.png', PNG)
  expect(added).toMatchObject({
    status: 200,
    body: { state: 'quarantine', kind: 'image/png', name: 'фото.png' },
  })
  expect((await handler.get(contentOf(added.body.id))).status).toBe(404)
  await scan()
  expect(await list()).toMatchObject([{ state: 'ready', bytes: PNG.length, found: null, origin: 'house' }])
  const shown = await handler.get(contentOf(added.body.id))
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': `inline; filename="____.png"; filename*=UTF-8''${encodeURIComponent('фото.png')}`,
    'cache-control': 'private, no-store',
  })
  const saved = await handler.get(contentOf(added.body.id, '?save=1'))
  expect(saved.headers.get('content-disposition')).toContain('attachment')
  expect(saved.headers.get('content-type')).toBe(FILE_KIND)
})

test('the test virus is refused, named, and its bytes are nowhere', async () => {
  const added = await put('договор.txt', Buffer.from(EICAR))
  await scan()
  expect(await list()).toMatchObject([{ state: 'refused', found: 'Eicar-Test-Signature' }])
  expect((await handler.get(contentOf(added.body.id))).status).toBe(404)
  await clearFiles(hub.platform)
  expect(await readdir(path.join(hub.dataDir, 'files', 'attachments'))).not.toContain(added.body.id)
})

test('a scanner that is away leaves the file where it is, and is asked again', async () => {
  const added = await put('a.pdf', PDF)
  clamd.says = null
  await scan()
  expect(await list()).toMatchObject([{ state: 'quarantine' }])
  clamd.says = undefined
  await scan()
  expect(await list()).toMatchObject([{ id: added.body.id, state: 'quarantine' }])
  hub.clock.advance(60_000)
  await scan()
  expect(await list()).toMatchObject([{ state: 'ready' }])
})

test.each([
  ['a page called a picture', 'photo.png', Buffer.from('<html><script>alert(1)</script></html>')],
  [
    'a drawing with a script',
    'logo.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  ],
  [
    'a drawing that says it is XML',
    'logo.png',
    Buffer.from('<?xml version="1.0"?><svg><script>1</script></svg>'),
  ],
  ['a program', 'акт.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 1)])],
  ['an archive', 'акт.zip', zipOf([{ name: 'a.txt', content: 'a' }])],
  ['nothing', 'a.png', Buffer.alloc(0)],
])('%s is refused, and nothing of it stays', async (_, name, file) => {
  const answer = await put(name, file)
  expect(answer).toMatchObject({ status: 422, error: { code: 'invalid' } })
  expect(Object.keys(answer.error?.fields ?? {})).toEqual(['file'])
  expect(await hub.platform.db('claim_attachments').where({ claim_id: claimId })).toEqual([])
  expect(await leftovers()).toEqual([])
})

test('an archive that unpacks without end is looked at in no time, in no memory, and refused', async () => {
  const zeros = Buffer.alloc(80_000_000)
  const bomb = zipOf([{ name: '[Content_Types].xml', content: zeros }])
  expect(bomb.length).toBeLessThan(100_000)
  const [before, from] = [process.memoryUsage().rss, performance.now()]
  expect((await put('смета.xlsx', bomb)).status).toBe(422)
  expect(performance.now() - from).toBeLessThan(6_000)
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
})

test('a gigabyte is refused before it is read; one that says nothing of its size, once it is too much', async () => {
  const announced = await sendRaw({ 'content-length': String(1_000_000_000) }, 1)
  expect(announced).toBe(413)
  const endless = await sendRaw({ 'transfer-encoding': 'chunked' }, 40)
  expect([413, null]).toContain(endless)
  expect(await hub.platform.db('claim_attachments').where({ claim_id: claimId })).toEqual([])
  expect(await leftovers()).toEqual([])
  expect((await put('after.png', PNG)).status).toBe(200)
})

/** So many megabytes, without waiting for an answer; its status, or null when it was hung up on. */
const sendRaw = (headers: Record<string, string>, megabytes: number): Promise<number | null> =>
  new Promise((resolve) => {
    const request = httpRequest(
      `${hub.url}/api/claims/${claimId}/attachments?name=big.png`,
      {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': FILE_KIND,
          cookie: handler.cookieHeader(),
          origin: hub.url,
          'x-csrf-token': handler.csrf ?? '',
        },
      },
      (response) => {
        resolve(response.statusCode ?? null)
        request.destroy()
      },
    )
    request.on('error', () => resolve(null))
    const chunk = Buffer.alloc(1_000_000, 7)
    const write = (left: number) => {
      if (left === 0 || request.destroyed) return
      request.write(chunk, () => write(left - 1))
    }
    write(megabytes)
  })

test('a name never becomes a path, and is shown as it reads', async () => {
  const added = await put('../../\u202Efdp.exe', PDF)
  expect(added.body.name).toBe('fdp.exe.pdf')
  expect(
    (await readdir(path.join(hub.dataDir, 'files', 'attachments'))).every((one) =>
      /^[0-9a-f-]{36}$/.test(one),
    ),
  ).toBe(true)
})

test('one that the storage has lost is told to be gone, as no fault of the hub', async () => {
  const { id } = (await put('a.png', PNG)).body
  await scan()
  await rm(path.join(hub.dataDir, 'files', 'attachments', id))
  expect(await handler.get(contentOf(id))).toMatchObject({ status: 404, error: { code: 'not_found' } })
})

test('as many as one claim may hold, however many come at once', async () => {
  const administrator = await hub.as('administrator')
  const set = (version: number, megabytes: number, count: number) =>
    administrator.put('/api/attachment-limits', { version, megabytes, count })
  expect((await set(0, 1, 0)).error?.fields).toMatchObject({ count: expect.any(String) })
  expect((await set(0, 1, 3)).body).toEqual({ version: 1, megabytes: 1, count: 3 })
  expect((await set(0, 1, 3)).error?.code).toBe('changed_meanwhile')
  const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => put(`${at}.png`, PNG)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409, 409, 409, 409, 409])
  expect((await put('big.txt', Buffer.alloc(1_000_001, 65))).status).toBe(413)
  const back = { version: 1, restores: 0 }
  expect((await administrator.post('/api/attachment-limits/restore', back)).status).toBe(204)
  expect((await administrator.get('/api/attachment-limits')).body).toMatchObject({ version: 2, count: 50 })
})

test('it is taken off with a reason, which stays; its bytes go, unless the law holds them', async () => {
  const { id } = (await put('a.png', PNG)).body
  await scan()
  const remove = (reason: string) =>
    handler.post(`/api/claims/${claimId}/attachments/${id}/remove`, { reason })
  expect((await remove(' ')).status).toBe(422)
  const hold = { client_id: hub.company.client.id, reason: 'суд', put_at: new Date() }
  const [held] = await hub.platform.db('client_holds').insert(hold).returning('id')
  expect((await remove('не тот файл')).error?.code).toBe('held')
  await hub.platform.db('client_holds').where({ id: held.id }).delete()
  expect((await remove('не тот файл')).body).toMatchObject({ state: 'removed', removalReason: 'не тот файл' })
  expect((await remove('ещё раз')).error?.code).toBe('gone_already')
  expect((await handler.get(contentOf(id))).status).toBe(404)
  const [trace] = await hub.platform.db('audit').where({ action: 'attachment.remove', subject_id: claimId })
  expect(trace.data).toMatchObject({ attachmentId: id, kind: 'image/png' })
})

test('who does not see the claim gets none of its files; who sees it and does not work it adds none', async () => {
  const { id } = (await put('a.png', PNG)).body
  await scan()
  const other = await openClaim()
  // Of another claim, by the id of this one's file.
  expect((await handler.get(`/api/claims/${other}/attachments/${id}/content`)).status).toBe(404)
  expect((await put('b.png', PNG, agent)).status).toBe(403)
  await hub.platform.db('role_grants').where({ permission: 'claim.read' }).update({ scope: 'own' })
  const stranger = await hub.as('head-after-sales')
  expect((await stranger.get(contentOf(id))).status).toBe(404)
  expect((await stranger.get(`/api/claims/${claimId}/attachments`)).status).toBe(404)
})
