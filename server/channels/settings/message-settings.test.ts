/** The times of messages as an administrator sets them: looked back at, brought back, and in force for the next message. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../../tests/harness/hub.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { receiveMessage } from '../receive-message.ts'

let hub: Hub
let administrator: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  administrator = await hub.as('administrator')
})
afterAll(() => hub.stop())

const PATH = '/api/message-settings'
const HOUR_MS = 3_600_000
let told = 0
const hear = async (text: string) => {
  told += 1
  await receiveMessage(hub.platform, {
    provider: 'twilio',
    ref: `SM${told}`,
    from: '+79161230001',
    to: '+74951230001',
    text,
    attachments: 0,
    optOut: null,
    marketId: null,
    language: 'ru',
    at: hub.platform.clock.now(),
  })
  const { db } = hub.platform
  const { id, interaction_id } = await db('messages').orderBy('id', 'desc').first()
  return { id, interactionId: interaction_id as string }
}

test('set for the next message, and taken back', async () => {
  const usual = { conversationLastsMs: 24 * HOUR_MS, answerWithinMs: HOUR_MS }
  expect((await administrator.get(PATH)).body).toEqual({ version: 0, fixed: [], ...usual })
  const first = await hear('Есть лист?')
  await hub.platform
    .db('conversations')
    .where({ interaction_id: first.interactionId })
    .update({ last_at: new Date(hub.platform.clock.now() - 2 * HOUR_MS) })
  await hub.platform.db('tasks').update({ state: 'done', done_at: new Date() })
  expect((await hear('А труба?')).interactionId).toBe(first.interactionId)

  const shorter = { conversationLastsMs: HOUR_MS, answerWithinMs: 10 * 60_000 }
  expect((await administrator.put(PATH, { version: 0, ...shorter })).body).toMatchObject({
    version: 1,
    ...shorter,
  })
  expect((await administrator.put(PATH, { version: 0, ...usual })).error?.code).toBe('changed_meanwhile')
  await hub.platform
    .db('conversations')
    .where({ interaction_id: first.interactionId })
    .update({ last_at: new Date(hub.platform.clock.now() - 2 * HOUR_MS) })
  await hub.platform.db('tasks').update({ state: 'done', done_at: new Date() })
  expect((await hear('И уголок')).interactionId).not.toBe(first.interactionId)

  const { versions } = (await administrator.get(`${PATH}/versions`)).body
  expect(versions.map(({ version }: { version: number }) => version)).toEqual([1, 0])
  expect((await administrator.post(`${PATH}/restore`, { version: 1, restores: 0 })).status).toBe(204)
  expect((await administrator.get(PATH)).body).toMatchObject({ version: 2, ...usual })
})

test('out of bounds they are refused, and an agent neither reads nor sets them', async () => {
  const wrong = await administrator.put(PATH, { version: 2, conversationLastsMs: 1, answerWithinMs: HOUR_MS })
  expect(Object.keys(wrong.error?.fields ?? {})).toEqual(['conversationLastsMs'])
  expect((await (await hub.as('agent')).get(PATH)).status).toBe(403)
})
