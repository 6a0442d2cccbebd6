/** Asks for a sweep at a given time, through Redis. It only wakes: the due time itself is a column (invariant 6). */
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { JOB_QUEUE, type JobData, jobs, type WakeableSweep } from '#shared/platform/job.contract.ts'
import { afterCommit, type Trx } from './database.ts'
import type { Log } from './log.ts'
import { within } from './within.ts'

/** Hubs that share one Redis do not wake each other: keys are named after the database. */
export const wakePrefix = (config: { DATABASE_URL: string }): string =>
  `perezvon-${new URL(config.DATABASE_URL).pathname.slice(1)}`

export type WakeCounts = { waiting: number; delayed: number; active: number; failed: number }
let counts: (() => Promise<WakeCounts>) | null = null
/** Who asks is a person at a page, ms. */
const COUNTED_WITHIN_MS = 1_500

/** The wake-ups that Redis holds; null when it does not answer. */
export const readWakeCounts = async (): Promise<WakeCounts | null> => {
  if (!counts) return null
  return within(COUNTED_WITHIN_MS, counts()).catch(() => null)
}

type AlarmClock = (sweep: WakeableSweep, at: number) => void
let alarm: AlarmClock | null = null

/** After the commit. Without Redis it does nothing: the sweep comes by itself. */
export const wakeAt = (trx: Trx, sweep: WakeableSweep, at: number): void =>
  afterCommit(trx, () => alarm?.(sweep, at))

/** Wake-ups this close together are one, ms. */
const GRAIN_MS = 250
/** A little after the due time, so that the sweep finds it due, ms. */
const LATE_MS = 20

const connect = (url: string, log: Log) => {
  // A producer must not hold its caller while Redis is away; a lost wake-up is found by the sweep.
  const redis = new Redis(url, { maxRetriesPerRequest: null, enableOfflineQueue: false, lazyConnect: false })
  redis.on('error', (error) => log.debug({ err: error }, 'redis is away'))
  return redis
}

/** For every process that changes due times. */
export const openAlarmClock = (options: { redisUrl: string; log: Log; prefix: string }) => {
  const { log } = options
  const redis = connect(options.redisUrl, log)
  const queue = new Queue(JOB_QUEUE, { connection: redis, prefix: options.prefix, skipVersionCheck: true })
  queue.on('error', (error) => log.debug({ err: error }, 'wake-ups cannot be kept'))
  alarm = (sweep, at) => {
    const due = Math.ceil((at + LATE_MS) / GRAIN_MS) * GRAIN_MS
    const data: JobData<'wake-sweep'> = { sweep }
    queue
      .add('wake-sweep', data, {
        delay: Math.max(0, due - Date.now()),
        jobId: `${sweep}-${due}`,
        attempts: 1,
        removeOnComplete: true,
        removeOnFail: true,
      })
      .catch((error: unknown) => log.debug({ err: error, sweep }, 'a wake-up was lost; the sweep will come'))
  }
  counts = async () => {
    const {
      waiting = 0,
      delayed = 0,
      active = 0,
      failed = 0,
    } = await queue.getJobCounts(...(['waiting', 'delayed', 'active', 'failed'] as const))
    return { waiting, delayed, active, failed }
  }
  return {
    answers: () => redis.status === 'ready',
    stop: async () => {
      alarm = null
      counts = null
      await queue.close().catch(() => undefined)
      redis.disconnect()
    },
  }
}

/** For the worker: hears the wake-ups. */
export const hearWakes = (options: {
  redisUrl: string
  log: Log
  prefix: string
  onWake: (sweep: WakeableSweep) => Promise<void>
}) => {
  const { log } = options
  const redis = new Redis(options.redisUrl, { maxRetriesPerRequest: null })
  redis.on('error', (error) => log.debug({ err: error }, 'redis is away'))
  const worker = new Worker(
    JOB_QUEUE,
    async (job) => options.onWake(jobs['wake-sweep'].parse(job.data).sweep),
    { connection: redis, prefix: options.prefix, concurrency: 4, skipVersionCheck: true },
  )
  worker.on('error', (error) => log.debug({ err: error }, 'wake-ups are not heard'))
  return {
    answers: () => redis.status === 'ready',
    stop: async () => {
      await worker.close(true).catch(() => undefined)
      redis.disconnect()
    },
  }
}
