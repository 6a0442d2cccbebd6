/** A prompt there is no sound of: a person is told once, and the caller is led on all the same. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { houseOf } from '#server/app.ts'
import { type Database, openDatabase } from '#server/platform/database.ts'
import { DeadEffect } from '#server/platform/outbox.ts'
import type { Routing } from '#server/routing/index.ts'
import { firstFlow } from '#shared/telephony/flow.contract.ts'
import { makeCompany } from '../../../tests/harness/company.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { testPlatform } from '../../../tests/harness/test-platform.ts'
import { applyCallEvent } from '../apply-call-event.ts'
import { receiveArrival } from '../receive-arrival.ts'
import { webVoiceCarrier } from './carry-order.ts'
import { MediaRefusal } from './media-link.ts'
import type { MediaPool } from './media-pool.ts'

let database: TestDatabase
let db: Database
let house: Routing
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase(database.url, { max: 4 })
  await makeCompany(db)
  house = houseOf(testPlatform(db))
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

/** A media process that has the sound of `greeting` alone of the prompts in a flow that was stored long ago. */
const scene = async (prompts: string[]) => {
  const flow = structuredClone(firstFlow)
  if (flow.steps.greeting?.kind === 'say') flow.steps.greeting.prompts = prompts
  const code = `old-${randomUUID().slice(0, 8)}`
  await db('flows').insert({ code, version: 1, definition: JSON.stringify(flow), active: true })
  const arrival = await receiveArrival(house, {
    provider: 'web-voice',
    providerRef: randomUUID(),
    direction: 'inbound',
    caller: null,
    verified: false,
    clientId: null,
    language: 'ru',
    flowCode: code,
    mediaId: randomUUID(),
    address: null,
    tokenHash: null,
    at: house.clock.now(),
  })
  if (!arrival) throw new Error('a fresh call was taken for a repeat')
  const { call, leg } = arrival
  const base = { provider: 'web-voice', callId: call.id, at: house.clock.now() }
  await applyCallEvent(house, { ...base, kind: 'leg-connected', eventId: randomUUID(), legId: leg.id })
  const played: string[][] = []
  const link = {
    ask: async (order: { cmd: string; prompts?: string[] }) => {
      if (order.cmd !== 'play') return {}
      const missing = order.prompts?.find((ref) => ref !== 'greeting')
      if (missing) throw new MediaRefusal('unknown_prompt', `There is no prompt ${missing} (ru)`)
      played.push(order.prompts ?? [])
      return { playing: true }
    },
  }
  const carry = webVoiceCarrier(house, { link: () => link } as unknown as MediaPool)
  const orders = await db('outbox').whereRaw(`payload->>'callId' = ?`, call.id).orderBy('id')
  const saying = orders.find(({ payload }) => payload.order === 'say')
  const outcome = await carry(saying).then(
    () => null,
    (error: unknown) => error,
  )
  const now = await db('calls').where({ id: call.id }).first('flow_step', 'flow_turn')
  return { outcome, played, now }
}

test('what there is sound of is said, the missing one named, and nothing retried', async () => {
  const { outcome, played, now } = await scene(['greeting', 'of-yesterday'])
  expect(outcome).toBeInstanceOf(DeadEffect)
  expect(String(outcome)).toContain('There is no prompt of-yesterday')
  expect(played).toEqual([['greeting']])
  expect(now).toMatchObject({ flow_step: 'greeting' })
})

test('with nothing to say the caller comes to the next step at once', async () => {
  const { outcome, played, now } = await scene(['of-yesterday'])
  expect(outcome).toBeInstanceOf(DeadEffect)
  expect(played).toEqual([])
  expect(now).toMatchObject({ flow_step: 'language' })
})
