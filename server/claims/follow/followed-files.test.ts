/** Files by a client's link: those they send, and the letters that they were sent. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FILE_KIND } from '#shared/claims/attachments/attachment.contract.ts'
import { FOLLOW_HEADER } from '#shared/claims/follow/follow.contract.ts'
import { type FollowScene, followScene } from '../../../tests/harness/follow-scene.ts'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { makeLetters } from '../letters/make-letters.ts'

let hub: Hub
let handler: Visitor
let client: Visitor
let openClaim: FollowScene['openClaim']
let tokenFor: FollowScene['tokenFor']
let read: FollowScene['read']
beforeAll(async () => {
  hub = await startHub({ worker: false })
  ;({ handler, client, openClaim, tokenFor, read } = await followScene(hub))
})
afterAll(() => hub.stop())

test('a letter is on the page once it has left the house, with its file: of this claim, and by its link alone', async () => {
  const [claim, other] = [await openClaim(), await openClaim()]
  const token = await tokenFor(claim)
  const { id: templateId } = await hub.platform.db('letter_templates').first('id')
  const letter = {
    templateId,
    language: 'ru',
    addressId: null,
    recipient: 'Клиент',
    subject: 'О трубах',
    body: 'Заменим',
  }
  const write = async () =>
    (await handler.post(`/api/claims/${claim.id}/letters`, { ...letter, requestId: crypto.randomUUID() }))
      .body
  const [sent, unsent] = [await write(), await write()]
  await makeLetters(hub.platform)
  expect((await read(token)).body.letters).toEqual([])
  expect((await handler.post(`/api/letters/${sent.id}/posted`)).status).toBe(200)
  const { id, number } = sent
  expect((await read(token)).body.letters).toMatchObject([
    { id, number, subject: 'О трубах', body: 'Заменим' },
  ])
  const file = (given: string, letterId: string) =>
    client.post('/api/follow/letters', { token: given, letterId })
  expect((await file(token, id)).status).toBe(200)
  expect((await file(token, unsent.id)).status).toBe(404)
  expect((await file(await tokenFor(other), id)).status).toBe(404)
  expect((await file('x'.repeat(43), id)).error?.code).toBe('link_unknown')
})

test('a file by the link stands on the claim as the client’s own, and is heard; nothing is taken without the token or once it is closed', async () => {
  const claim = await openClaim()
  const token = await tokenFor(claim)
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
  const send = (given: string | null) => {
    client.headers[FOLLOW_HEADER] = given
    return client.upload(`/api/follow/files?name=${encodeURIComponent('акт.pdf')}`, FILE_KIND, pdf)
  }
  await handler.upload(`/api/claims/${claim.id}/attachments?name=house.pdf`, FILE_KIND, pdf)
  expect((await send(null)).error).toMatchObject({ code: 'invalid', fields: { token: 'required' } })
  expect((await send('x'.repeat(43))).error?.code).toBe('link_unknown')
  const sent = await send(token)
  expect(sent.body.files).toMatchObject([{ name: 'акт.pdf', bytes: pdf.length, state: 'ready' }])
  expect(sent.body.messages).toMatchObject([{ from: 'client', text: expect.stringContaining('акт.pdf') }])
  const kept = await hub.platform.db('claim_attachments').where({ claim_id: claim.id }).orderBy('id')
  expect(kept.map(({ name, origin, added_by }) => [name, origin, added_by])).toEqual([
    ['house.pdf', 'house', hub.company.users.handler],
    ['акт.pdf', 'client', null],
  ])
  const told = await hub.platform.db('notices').where({ kind: 'claim-heard' })
  expect(told.filter(({ data }) => data.claimId === claim.id)).toHaveLength(1)
  await hub.platform
    .db('claims')
    .where({ id: claim.id })
    .update({ state: 'closed', closing_ground: 'withdrawn', closed_at: new Date() })
  expect((await send(token)).error?.code).toBe('closed')
  client.headers[FOLLOW_HEADER] = null
  expect((await read(token)).body).toMatchObject({ fileBytes: null, files: [{ name: 'акт.pdf' }] })
})

test('a file and the word that it came stand together: where the word fails nothing stands, and it can be sent again', async () => {
  const claim = await openClaim()
  const token = await tokenFor(claim)
  const { db } = hub.platform
  const send = () => {
    client.headers[FOLLOW_HEADER] = token
    return client.upload('/api/follow/files?name=a.txt', FILE_KIND, Buffer.from('Акт о трубах'))
  }
  await db.raw(`create function fail() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`)
  await db.raw(`create trigger fail before insert on claim_messages for each row
                when (new.claim_id = '${claim.id}') execute function fail()`)
  expect((await send()).status).toBe(500)
  expect(await db('claim_attachments').where({ claim_id: claim.id })).toEqual([])
  await db.raw('drop function fail cascade')
  expect((await send()).body).toMatchObject({ files: [{ name: 'a.txt' }], messages: [{ from: 'client' }] })
  client.headers[FOLLOW_HEADER] = null
  const told = await db('notices').where({ kind: 'claim-heard' })
  expect(told.filter(({ data }) => data.claimId === claim.id)).toHaveLength(1)
})

test('a hostile file by the link is refused as any other is, and a name is no path; a word of one claim is none of another', async () => {
  const [claim, other] = [await openClaim(), await openClaim()]
  const token = await tokenFor(claim)
  const send = (name: string, file: string) => {
    client.headers[FOLLOW_HEADER] = token
    return client.upload(`/api/follow/files?name=${encodeURIComponent(name)}`, FILE_KIND, Buffer.from(file))
  }
  const hostile = [
    ['photo.png', '<html><script>alert(1)</script></html>'],
    ['logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ] as const
  for (const [name, file] of hostile) expect((await send(name, file)).status).toBe(422)
  expect((await read(token)).body).toMatchObject({ files: [], messages: [] })
  const named = (await send('../../\u202Efdp.exe', 'Акт')).body
  expect(named.files).toMatchObject([{ name: 'fdp.exe.txt' }])
  expect(named.messages[0].text).toContain(': fdp.exe.txt]')
  client.headers[FOLLOW_HEADER] = null
  const word = { messageId: named.messages[0].id, text: named.messages[0].text }
  const asOther = await client.post('/api/follow/messages', { token: await tokenFor(other), ...word })
  expect(asOther.error?.code).toBe('exists')
})
