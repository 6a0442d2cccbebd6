/**
 * A provider of calls without sound, and beside it the floor: what an arrival costs at the very least. Both are bare
 * express in the server's process, on its pool, and end with a message to one agent's socket.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { App } from '#server/app.ts'
import { inTransaction } from '#server/platform/database.ts'
import { userRoom } from '#server/platform/sockets.ts'
import { applyCallEvent, receiveArrival } from '#server/telephony/index.ts'
import { STRAIGHT_FLOW } from './scratch.ts'

export const FLOOR_MESSAGE = 'bench.floor'

/** What the floor writes; made once in the bench's database. */
export const FLOOR_TABLES = `
  create table bench_calls (id uuid primary key default uuidv7(), ref text not null unique, at timestamptz not null);
  create table bench_offers (id uuid primary key default uuidv7(), call_id uuid not null references bench_calls,
                             user_id uuid not null, state text not null, made_at timestamptz not null);
  create unique index bench_offers_one on bench_offers (call_id) where state = 'pending';
  create table bench_events (id bigint generated always as identity primary key, at timestamptz not null,
                             kind text not null, subject_id uuid not null, data jsonb not null);`

/** Answers with the port. `payload` is what the floor's message carries: as much as a desk's state. */
export const serveProvider = async ({ house, sockets }: App, payload: () => unknown): Promise<number> => {
  const { db } = house
  const web = express().use(express.json())

  web.post('/arrive', async (request, response) => {
    const { ref, caller } = request.body as { ref: string; caller: string }
    const arrival = await receiveArrival(house, {
      provider: 'bench',
      providerRef: ref,
      direction: 'inbound',
      caller,
      verified: false,
      clientId: null,
      language: 'ru',
      flowCode: STRAIGHT_FLOW,
      mediaId: null,
      address: null,
      tokenHash: null,
      at: Date.now(),
    })
    const { call, leg } = arrival!
    response.json({ callId: call.id })
    await applyCallEvent(house, {
      kind: 'leg-connected',
      provider: 'bench',
      eventId: `${ref}:connected`,
      callId: call.id,
      legId: leg.id,
      at: Date.now(),
    })
  })

  web.post('/floor', async (request, response) => {
    const { ref, userId } = request.body as { ref: string; userId: string }
    const note = 'insert into bench_events (at, kind, subject_id, data) values (now(), ?, ?, ?)'
    const callId = await inTransaction(db, async (trx) => {
      const { rows } = await trx.raw(
        'insert into bench_calls (ref, at) values (?, now()) on conflict do nothing returning id',
        [ref],
      )
      await trx.raw(note, ['arrived', rows[0].id, '{}'])
      return rows[0].id as string
    })
    response.json({ callId })
    await inTransaction(db, async (trx) => {
      await trx.raw('select 1 from agents where user_id = ? for no key update', [userId])
      await trx.raw(
        `insert into bench_offers (call_id, user_id, state, made_at) values (?, ?, 'pending', now())`,
        [callId, userId],
      )
      await trx.raw(note, ['offered', callId, '{}'])
    })
    sockets.io.local.to(userRoom(userId)).emit(FLOOR_MESSAGE, { callId, payload: payload() })
  })

  const http = createServer(web)
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  return (http.address() as AddressInfo).port
}
