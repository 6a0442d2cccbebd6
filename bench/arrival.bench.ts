/**
 * From a provider's word of a call to the offer on an agent's socket, with every desk signed in and proving itself;
 * the floor's arrivals alternate with ours in the same server. Also what server and worker weigh then.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { againstFloor, type Bench, type Measure, ms, quantile, withinLimit } from './bench.ts'
import { type Child, startChild } from './child.ts'
import { memoryOf } from './machine.ts'
import { FLOOR_TABLES } from './provider.ts'
import { makeStaff, openScratch, type Scratch, type Seat } from './scratch.ts'

const DESKS = 500
const CALLS = 300
const WARM_UP = 30
const APART_MS = 30
const TARGET = 1.5
const SERVER_MB = 300
const WORKER_MB = 200
const LAG_MS = 200

type Hub = { url: string; provider: string }

export const benchArrival = async (bench: Bench): Promise<Measure[]> => {
  const scratch = await openScratch(bench)
  await scratch.db.raw(FLOOR_TABLES)
  const seats = Math.max(20, Math.round(DESKS * bench.scale))
  const { company, agents } = await makeStaff(scratch, seats)
  const server = await startChild('bench/hub.child.ts', scratch.env)
  const worker = await startChild('workers/main.ts', scratch.env)
  const desks = await startChild('bench/desks.child.ts', {})
  try {
    const hub = server.ready as Hub
    await desks.ask('open', { url: hub.url, seats: agents })
    await allReachable(scratch, seats)
    await server.ask('watchLag')
    const calls = Math.min(Math.round(CALLS * bench.scale), seats - 10 - WARM_UP * bench.scale)
    const taken = await alternate({ server, desks, hub, agents, caller: company.client.phone }, bench, calls)
    const lags = await server.ask<number[]>('lags')
    const weighed = { server: memoryOf(server.pid), worker: memoryOf(worker.pid) }
    bench.memory(`server, ${seats} desks`, weighed.server)
    bench.memory('worker', weighed.worker)
    return [
      ...[0.5, 0.99].map((part) =>
        againstFloor(
          `arrival → offer on the socket, ${seats} desks, p${part * 100}`,
          { floor: quantile(taken.floor, part), ours: quantile(taken.ours, part) },
          TARGET,
        ),
      ),
      withinLimit('event lag under these arrivals, p99', {
        value: quantile(lags, 0.99),
        limit: LAG_MS,
        print: ms,
      }),
      withinLimit(`server memory, ${seats} desks`, { value: weighed.server, limit: SERVER_MB, print: mb }),
      withinLimit('worker memory', { value: weighed.worker, limit: WORKER_MB, print: mb }),
    ]
  } finally {
    for (const child of [desks, worker, server]) await child.stop()
    await scratch.drop()
  }
}

const mb = (value: number): string => `${Math.round(value)} MB`

type Stage = { server: Child; desks: Child; hub: Hub; agents: Seat[]; caller: string }

/** One of the floor's and one of ours in turn, so that whatever else the machine does meets both. */
const alternate = async ({ server, desks, hub, agents, caller }: Stage, bench: Bench, calls: number) => {
  const ours = (n: number) => ({ url: `${hub.provider}/arrive`, body: { ref: `ours-${n}`, caller } })
  const floor = (n: number) => ({
    url: `${hub.provider}/floor`,
    body: { ref: `floor-${n}`, userId: agents[n % agents.length]!.userId },
  })
  const taken = { floor: [] as number[], ours: [] as number[] }
  const warmUp = Math.round(WARM_UP * bench.scale)
  for (let n = 0; n < warmUp + calls; n += 1) {
    if (n === warmUp) await server.ask('weigh', { userId: agents[0]!.userId })
    const floorMs = await desks.ask<number>('call', floor(n))
    await pause(APART_MS)
    const oursMs = await desks.ask<number>('call', ours(n))
    await pause(APART_MS)
    if (n < warmUp) continue
    taken.floor.push(floorMs)
    taken.ours.push(oursMs)
  }
  return taken
}

const allReachable = async ({ db }: Scratch, seats: number): Promise<void> => {
  for (let look = 0; look < 600; look += 1) {
    const row = await db('agents').where({ desk_ok: true }).count({ n: '*' }).first()
    if (Number(row?.n) >= seats) return
    await pause(100)
  }
  throw new Error('the desks did not become reachable within a minute')
}
