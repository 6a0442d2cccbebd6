/** The limits of `/call` hold under a race, and an address that storms it is turned away. */
import { io as open, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Ack, ApiError } from '#shared/platform/message.ts'
import { CALLER_NAMESPACE, callerDigit, dial } from '#shared/telephony/web-call.contract.ts'
import { eventually, type Hub, startHub } from '../harness/hub.ts'

const PER_ADDRESS = 2
let hub: Hub
let second: string
const sockets: Socket[] = []
beforeAll(async () => {
  hub = await startHub({ media: true, worker: false, config: { WEB_CALLS_PER_ADDRESS: PER_ADDRESS } })
  second = `http://127.0.0.1:${(await hub.addNode()).port}`
  // Both nodes have their line to the media process, when a first caller can come.
  let caller = 100
  for (const url of [hub.url, second])
    await eventually(async () => {
      caller += 1
      const ack = await dialOn(await line(url, `203.0.113.${caller}`))
      if (!ack.ok) throw new Error(ack.error.code)
    })
})
afterAll(() => hub.stop())
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect()
})

const line = (url: string, address: string): Promise<Socket> =>
  new Promise((ready, failed) => {
    const socket = open(`${url}${CALLER_NAMESPACE}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { 'x-forwarded-for': address },
    })
    sockets.push(socket)
    socket.once('connect', () => ready(socket))
    socket.once('connect_error', failed)
  })
const ask = async (socket: Socket, name: string, input: unknown): Promise<Ack<unknown>> =>
  socket.timeout(10_000).emitWithAck(name, input)
const dialOn = (socket: Socket) => ask(socket, dial.name, { language: 'ru', flow: 'main' })

test('connections that dial at once, on two nodes, never open more calls than one address may have', async () => {
  const address = '198.51.100.7'
  const lines = await Promise.all(
    Array.from({ length: 6 }, (_, index) => line(index % 2 === 0 ? hub.url : second, address)),
  )
  const acks = await Promise.all(lines.map(dialOn))
  const refused = acks.flatMap((ack) => (ack.ok ? [] : [ack.error.code]))
  expect(refused).toEqual(Array(6 - PER_ADDRESS).fill('too_many'))
  const open = await hub.platform.db('calls').where({ address }).whereNot('state', 'ended')
  expect(open).toHaveLength(PER_ADDRESS)
  // What was refused has left nothing behind.
  expect(
    await hub.platform.db('interactions').whereIn(
      'call_id',
      open.map(({ id }) => id),
    ),
  ).toHaveLength(PER_ADDRESS)
  expect(await hub.platform.db('interactions').whereNull('call_id')).toEqual([])
})

test('an address that comes again and again is turned away with the seconds to wait; another is not', async () => {
  let refusal: (Error & { data?: ApiError }) | undefined
  for (let count = 0; count < 30 && !refusal; count += 1) {
    await line(hub.url, '198.51.100.8').catch((error) => {
      refusal = error
    })
  }
  expect(refusal?.data).toMatchObject({ code: 'too_many', status: 429 })
  expect(refusal?.data?.facts?.retryAfterSeconds).toBeGreaterThan(0)
  await line(hub.url, '198.51.100.9')
})

test('messages beyond what a caller can type are acknowledged as too many', async () => {
  const socket = await line(hub.url, '198.51.100.10')
  const key = { callId: crypto.randomUUID(), token: 'x'.repeat(30), seq: 0, digit: '1' }
  const acks = await Promise.all(Array.from({ length: 150 }, () => ask(socket, callerDigit.name, key)))
  const codes = acks.flatMap((ack) => (ack.ok ? [] : [ack.error.code]))
  expect(codes.filter((code) => code === 'not_found')).toHaveLength(50 * PER_ADDRESS)
  expect(codes.filter((code) => code === 'too_many')).toHaveLength(50)
})
