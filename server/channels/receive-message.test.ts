/** A text message of a client with an open claim is their word on it: the reply is owed, and the handler hears of it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../tests/harness/hub.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { receiveMessage } from './receive-message.ts'

let hub: Hub
let handler: Visitor
beforeAll(async () => {
  hub = await startHub({ worker: false })
  handler = await hub.as('handler')
})
afterAll(() => hub.stop())

const arrive = (text: string, ref: string = randomUUID()) =>
  receiveMessage(hub.platform, {
    provider: 'rows',
    ref,
    from: hub.company.client.phone,
    to: '+74950000000',
    text,
    attachments: 0,
    optOut: null,
    language: 'ru',
    marketId: hub.company.markets.ru,
    at: hub.clock.now(),
  })
const openClaim = async (): Promise<{ id: string; number: string }> => {
  const { id: categoryId } = await hub.platform.db('claim_categories').first('id')
  const opened = await handler.post('/api/claims', {
    clientId: hub.company.client.id,
    categoryId,
    severity: 'normal',
    description: 'Погнутые листы',
  })
  const { id, version, number } = opened.body
  await handler.post(`/api/claims/${id}/assign`, { handlerId: hub.company.users.handler, version })
  return { id, number }
}
const heard = (claimId: string) =>
  hub.platform.db('claim_messages').where({ claim_id: claimId }).orderBy('at').select('channel', 'text')
const replies = (claimId: string) =>
  hub.platform.db('claim_clocks').where({ claim_id: claimId, kind: 'reply' }).select('stopped_at')

test('heard on the only open claim, once; the reply clock runs and the handler is told', async () => {
  const claim = await openClaim()
  await arrive('Где ответ?', 'once')
  await arrive('Где ответ?', 'once')
  expect(await heard(claim.id)).toEqual([{ channel: 'sms', text: 'Где ответ?' }])
  expect(await replies(claim.id)).toEqual([{ stopped_at: null }])
  const { notices } = (await handler.get('/api/notices')).body
  expect(notices).toContainEqual(
    expect.objectContaining({ data: expect.objectContaining({ claimId: claim.id, number: claim.number }) }),
  )
})

test('of several open claims the one that is named hears it; where none is named, a person answers', async () => {
  const [first] = await hub.platform.db('claims').orderBy('number').select('id')
  const second = await openClaim()
  await arrive('Есть новости?')
  await arrive(`Что с ${second.number}?`)
  await arrive('STOP')
  expect(await heard(first.id)).toHaveLength(1)
  expect(await heard(second.id)).toEqual([{ channel: 'sms', text: `Что с ${second.number}?` }])
  expect(await hub.platform.db('tasks').where({ kind: 'answer' })).not.toEqual([])
})
