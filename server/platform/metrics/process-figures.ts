/** What stands in this process alone: its places at the database, its sockets, its memory and its event loop. */
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import type { Database } from '../database.ts'
import type { SocketHub } from '../sockets.ts'

type Pool = { max: number; numUsed(): number; numFree(): number; numPendingAcquires(): number }

export const registerProcess = (registry: Registry, db: Database): void => {
  collectDefaultMetrics({ register: registry })
  const pool = db.client.pool as Pool
  new Gauge({
    name: 'perezvon_pool_connections',
    help: 'Connections to the database that this process has: used, free, and the most it may have',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'used' }, pool.numUsed())
      this.set({ state: 'free' }, pool.numFree())
      this.set({ state: 'most' }, pool.max)
    },
  })
  new Gauge({
    name: 'perezvon_pool_waiting',
    help: 'Work of this process that waits for a connection to the database',
    registers: [registry],
    collect() {
      this.set(pool.numPendingAcquires())
    },
  })
}

export const registerSockets = (registry: Registry, { io }: SocketHub): void => {
  new Gauge({
    name: 'perezvon_sockets',
    help: 'Live lines of this server: / of those who are signed in, /call of callers',
    labelNames: ['namespace'],
    registers: [registry],
    collect() {
      for (const [namespace, { sockets }] of io._nsps) this.set({ namespace }, sockets.size)
    },
  })
}
