/**
 * Offers a second: rounds of routing on one node over 500 free agents and 1,000 waiting, against claims of a waiting row
 * by `FOR UPDATE SKIP LOCKED` on the same pool, as many at a time as it has connections.
 */
import { houseOf } from '#server/app.ts'
import { systemClock } from '#server/platform/clock.ts'
import type { Database } from '#server/platform/database.ts'
import { createLog } from '#server/platform/log.ts'
import { createRounds } from '#server/routing/index.ts'
import { type Bench, type Measure, quantile } from './bench.ts'
import { makeStaff, openScratch } from './scratch.ts'

const AGENTS = 500
const WAITING = 1_000
const TIMES = 3
/** Connections of the pool (scratch.ts, as in server/main.ts). */
const AT_ONCE = 20
const LEAST_RATIO = 0.5
const LEAST_A_SECOND = 50

export const benchAssign = async (bench: Bench): Promise<Measure[]> => {
  const scratch = await openScratch(bench)
  const { db, config } = scratch
  try {
    const agents = Math.round(AGENTS * bench.scale)
    const { company } = await makeStaff(scratch, agents)
    await db.raw(`create table bench_waiting (id uuid primary key default uuidv7(), state text not null,
                    queued_at timestamptz not null, agent_id uuid)`)
    await db.raw(`create index on bench_waiting (queued_at) where state = 'waiting'`)
    const house = houseOf({ db, clock: systemClock, log: createLog('bench', 'error'), config, node: 'bench' })
    const floor: number[] = []
    const ours: number[] = []
    for (let time = 0; time < TIMES; time += 1) {
      await refill(db, Object.values(company.queues), Math.round(WAITING * bench.scale))
      floor.push(await perSecond(() => claimAll(db, agents)))
      ours.push(await perSecond(() => offerAll(createRounds(house))))
    }
    const [raw, made] = [quantile(floor, 0.5), quantile(ours, 0.5)]
    const print = (rate: number): string => `${Math.round(rate)}/s`
    return [
      {
        what: `assignments, one node, ${agents} agents, ${Math.round(WAITING * bench.scale)} waiting`,
        floor: print(raw),
        ours: print(made),
        ratio: made / raw,
        target: `≥ ${LEAST_RATIO} ×, > ${LEAST_A_SECOND}/s`,
        met: made / raw >= LEAST_RATIO && made > LEAST_A_SECOND,
      },
    ]
  } finally {
    await scratch.drop()
  }
}

const perSecond = async (work: () => Promise<number>): Promise<number> => {
  const began = performance.now()
  const done = await work()
  return (done * 1000) / (performance.now() - began)
}

const offerAll = async (rounds: ReturnType<typeof createRounds>): Promise<number> => {
  let made = 0
  for (;;) {
    const round = await rounds()
    made += round.made
    if (round.made === 0) return made
  }
}

const claimAll = async (db: Database, count: number): Promise<number> => {
  let left = count
  const claim = async () => {
    while (left-- > 0) {
      await db.raw(`update bench_waiting set state = 'offered', agent_id = uuidv7()
                     where id = (select id from bench_waiting where state = 'waiting'
                                  order by queued_at limit 1 for update skip locked)`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, claim))
  return count
}

/** Every agent free and reachable, every call waiting, nothing offered. */
const refill = async (db: Database, queues: string[], waiting: number): Promise<void> => {
  await db.raw(
    'truncate bench_waiting, calls, legs, interactions, offers, busy_leases, routing_decisions, routing_waits, routing_rounds cascade',
  )
  await db.raw(
    `insert into bench_waiting (state, queued_at)
                select 'waiting', now() + n * interval '1 millisecond' from generate_series(1, :waiting) n`,
    { waiting },
  )
  await db.raw(
    `with made as (
       insert into calls (provider, provider_ref, direction, state, language, created_at)
       select 'bench', n::text, 'inbound', 'live', 'ru', now() from generate_series(1, :waiting) n returning id, provider_ref
     )
     insert into interactions (channel, direction, state, call_id, queue_id, topic, arrived_at, queued_at)
     select 'call', 'inbound', 'waiting', id, (:queues::uuid[])[1 + provider_ref::int % :count], 'sales', now(),
            now() - provider_ref::int * interval '10 milliseconds'
       from made`,
    { waiting, queues, count: queues.length },
  )
  await db.raw(`update agents set desk_ok = true, desk_seen_at = now() + interval '1 hour', held_by = null`)
  await db.raw('analyze interactions')
}
