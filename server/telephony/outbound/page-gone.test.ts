/** A page of /call that is rung and goes: the ringing ends within some seconds, unless the page comes back. */
import { createHash } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CALLER_NAMESPACE, standBy } from '#shared/telephony/web-call.contract.ts'
import { eventually, type Hub, startHub } from '../../../tests/harness/hub.ts'
import { callSilently, hangUpSilently } from '../../../tests/harness/silent-call.ts'
import { inTransaction } from '../../platform/database.ts'
import { endLostLegs } from '../end-lost-legs.ts'
import { RETURNS_WITHIN_MS } from '../web-voice/open-page.store.ts'
import { clientRings, dialClient } from './dial-client.ts'
import { openCall } from './open-call.ts'

const TOKEN = 'the token of a call that has ended'
const tokenHash = createHash('sha256').update(TOKEN).digest()

let hub: Hub
let pageId: string
let callId: string
const sockets: Socket[] = []
beforeAll(async () => {
  hub = await startHub({ worker: false })
})
afterAll(async () => {
  for (const socket of sockets) socket.close()
  await hub.stop()
})

/** A page that stands by after its call. */
const openPage = async (): Promise<Socket> => {
  const socket = io(`${hub.url}${CALLER_NAMESPACE}`, { transports: ['websocket'], reconnection: false })
  sockets.push(socket)
  const answer = await socket.timeout(5_000).emitWithAck(standBy.name, { callId: pageId, token: TOKEN })
  expect(answer).toMatchObject({ ok: true })
  return socket
}
const seenAt = async () =>
  (await hub.platform.db('open_pages').where({ call_id: pageId }).first('seen_at'))?.seen_at
const callState = async () => {
  await endLostLegs(hub.app.house)
  return hub.platform.db('calls').where({ id: callId }).first('state', 'end_reason')
}
/** The page's line breaks, and the hub has noticed. */
const breakLine = async (page: Socket) => {
  const before = await seenAt()
  page.disconnect()
  await eventually(async () => expect(await seenAt()).toBeLessThan(before))
}

let page: Socket
beforeEach(async () => {
  const ended = await callSilently(hub)
  await hangUpSilently(hub, ended.callId)
  pageId = ended.callId
  await hub.platform.db('calls').where({ id: pageId }).update({ token_hash: tokenHash })
  page = await openPage()
  callId = await inTransaction(hub.platform.db, async (trx) => {
    const at = hub.clock.now()
    const userId = hub.company.users.agent
    const way = { provider: 'rows', from: null, to: null, mediaId: null, page: { callId: pageId, tokenHash } }
    const { call } = await openCall(trx, { way, language: 'ru', marketId: null, userId, at })
    await dialClient(trx, call, userId, at)
    await clientRings(trx, { ...call, state: 'dialling' }, at)
    return call.id
  })
})

test('gone for good: it rings a few seconds more, not until nobody answers', async () => {
  await breakLine(page)
  expect(await callState()).toEqual({ state: 'ringing', end_reason: null })
  hub.clock.advance(RETURNS_WITHIN_MS + 100)
  expect(await callState()).toEqual({ state: 'ended', end_reason: 'no-answer' })
})

test('back at once, as after a reload: it rings on', async () => {
  await breakLine(page)
  await openPage()
  hub.clock.advance(RETURNS_WITHIN_MS + 100)
  expect(await callState()).toEqual({ state: 'ringing', end_reason: null })
})
