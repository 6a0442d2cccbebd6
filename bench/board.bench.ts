/**
 * From a change of a row to the board of every watcher, while another node changes rows fifty times a second. The floor
 * is one broadcast of a board's size to as many sockets of the same server.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { houseOf } from '#server/app.ts'
import { systemClock } from '#server/platform/clock.ts'
import { inTransaction } from '#server/platform/database.ts'
import { createLog } from '#server/platform/log.ts'
import { applyCallEvent, receiveArrival } from '#server/telephony/index.ts'
import { type Bench, type Measure, ms, quantile } from './bench.ts'
import { type Child, startChild } from './child.ts'
import { cpuOf, machineNow, memoryOf } from './machine.ts'
import { makeStaff, openScratch, type Scratch, STRAIGHT_FLOW, signIn } from './scratch.ts'

const WATCHERS = 100
const AGENTS = 100
const CALLS_A_SECOND = 50
const FOR_MS = 12_000
/** Each call stays so long on the board. */
const STAYS_MS = 1_500
const LIMIT_MS = 1_000

export const benchBoard = async (bench: Bench): Promise<Measure[]> => {
  const scratch = await openScratch(bench)
  const { company } = await makeStaff(scratch, AGENTS)
  const server = await startChild('bench/hub.child.ts', scratch.env)
  const screens = await startChild('bench/watchers.child.ts', {})
  try {
    const { url } = server.ready as { url: string }
    const cookie = await inTransaction(scratch.db, (trx) =>
      signIn(trx, scratch.config, company.users.supervisor),
    )
    await screens.ask('open', { url, cookie, count: WATCHERS })
    const size = await server.ask<number>('broadcast', { times: Math.round(40 * bench.scale), everyMs: 250 })
    await pause(500)
    const floor = quantile(await screens.ask<number[]>('floor'), 0.99)
    const load = await changeRows(scratch, server, FOR_MS * Math.max(0.3, bench.scale))
    await pause(1_000)
    const { lags, unseen, messages } = await screens.ask<Seen>('seen', { changes: load.changes })
    const p99 = quantile(lags, 0.99)
    bench.memory(`server, ${WATCHERS} watchers`, memoryOf(server.pid))
    bench.say(
      `board of ${Math.round(size / 1024)} KB to ${WATCHERS} watchers, ${load.changes.length} calls at ` +
        `${load.perSecond.toFixed(0)}/s, ${messages} boards received, p50 ${ms(quantile(lags, 0.5))}, unseen ${unseen}`,
    )
    return [
      {
        what: `event → board, ${WATCHERS} watchers, ${CALLS_A_SECOND} calls/s, p99`,
        floor: ms(floor),
        ours: ms(p99),
        ratio: p99 / floor,
        target: `< ${LIMIT_MS / 1000} s`,
        met: p99 < LIMIT_MS && unseen === 0,
      },
      {
        what: 'CPU of the node that sends the boards',
        floor: '–',
        ours: `${load.cores.toFixed(2)} cores`,
        ratio: null,
        target: '< 1 core',
        met: load.cores < 1,
      },
    ]
  } finally {
    for (const child of [screens, server]) await child.stop()
    await scratch.drop()
  }
}

type Seen = { lags: number[]; unseen: number; messages: number }

/** Calls come and go on a node without screens; answers with when each was committed. */
const changeRows = async ({ db, config }: Scratch, server: Child, forMs: number) => {
  const log = createLog('bench', 'error')
  const house = houseOf({ db, clock: systemClock, log, config, node: 'bench-2' })
  const changes: [id: string, at: number][] = []
  const calls: Promise<void>[] = []
  const before = cpuOf(server.pid)
  const began = machineNow()
  const one = async (n: number) => {
    const arrival = await receiveArrival(house, arrivalOf(n))
    const at = machineNow()
    const { id } = await db('interactions').where({ call_id: arrival!.call.id }).first<{ id: string }>('id')
    changes.push([id, at])
    await pause(STAYS_MS)
    const news = { provider: 'bench', callId: arrival!.call.id, at: Date.now() }
    await applyCallEvent(house, { ...news, kind: 'hung-up', eventId: `${n}:hung-up` })
  }
  for (let n = 0; machineNow() - began < forMs; n += 1) {
    calls.push(one(n))
    await pause(Math.max(0, began + ((n + 1) * 1000) / CALLS_A_SECOND - machineNow()))
  }
  const ended = machineNow()
  const cores = (cpuOf(server.pid) - before) / ((ended - began) / 1000)
  await Promise.all(calls)
  return { changes, cores, perSecond: calls.length / ((ended - began) / 1000) }
}

const arrivalOf = (n: number): Parameters<typeof receiveArrival>[1] => ({
  provider: 'bench',
  providerRef: String(n),
  direction: 'inbound',
  caller: `+7912${String(n).padStart(7, '0')}`,
  verified: false,
  clientId: null,
  language: 'ru',
  flowCode: STRAIGHT_FLOW,
  mediaId: null,
  address: null,
  tokenHash: null,
  at: Date.now(),
})
