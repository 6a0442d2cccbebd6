/** The lease by which servers find this process: a row of `media_processes`, renewed every second. */
import { Pool } from 'pg'

const BEAT_MS = 1000

export type Registration = { stop(): Promise<void> }
export type Register = (entry: {
  mediaId: string
  address: string
  capacity: number
  calls: () => number
}) => Promise<Registration>

/** Adds or renews the row; the same statement, so that a row somebody removed comes back. */
const RENEW = `
  insert into media_processes (id, address, capacity, calls, heartbeat_at, started_at, pid)
  values ($1, $2, $3, $4, now(), $5, $6)
  on conflict (id) do update set calls = excluded.calls, heartbeat_at = excluded.heartbeat_at`

/** Rejects when the first registration fails. Later failures are told, and tried again: calls go on without. */
export const registerInDatabase =
  (databaseUrl: string, onFault: (error: unknown) => void): Register =>
  async ({ mediaId, address, capacity, calls }) => {
    const pool = new Pool({
      connectionString: databaseUrl,
      max: 1,
      connectionTimeoutMillis: 3000,
      query_timeout: 3000,
      application_name: 'perezvon media',
    })
    pool.on('error', onFault)
    const startedAt = new Date()
    const renew = async (): Promise<void> => {
      await pool.query(RENEW, [mediaId, address, capacity, calls(), startedAt, process.pid])
    }
    await renew()
    let running: Promise<void> | null = null
    const timer = setInterval(() => {
      running ??= renew()
        .catch(onFault)
        .finally(() => {
          running = null
        })
    }, BEAT_MS)
    return {
      stop: async () => {
        clearInterval(timer)
        await running
        await pool.query('delete from media_processes where id = $1', [mediaId]).catch(onFault)
        await pool.end()
      },
    }
  }
