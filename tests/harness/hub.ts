/** A whole hub in the test's process: server, worker, database of its own; a media process where one is asked for. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { DestinationStream } from 'pino'
import { type App, houseOf, startApp } from '#server/app.ts'
import { flushAudit } from '#server/identity/index.ts'
import type { Clock } from '#server/platform/clock.ts'
import { type Config, readConfig } from '#server/platform/config.ts'
import { openDatabase } from '#server/platform/database.ts'
import { createLog } from '#server/platform/log.ts'
import type { Platform } from '#server/platform/platform.ts'
import { type RunningWorker, startWorker } from '#workers/worker.ts'
import { type Company, emailOf, makeCompany, PASSWORD, type UserName } from './company.ts'
import { createTestDatabase, redisUrl } from './database.ts'
import { environmentOf, type Program, startProgram } from './program.ts'
import { Visitor } from './visitor.ts'

export type TestClock = Clock & { advance(ms: number): void }

export type Hub = {
  url: string
  app: App
  worker: RunningWorker | null
  platform: Platform
  company: Company
  clock: TestClock
  dataDir: string
  media: Program[]
  /** Somebody signed in. */
  as(name: UserName): Promise<Visitor>
  /** Another server node on the same database. */
  addNode(): Promise<App>
  startMedia(): Promise<Program>
  stop(): Promise<void>
}

const MEDIA_TOKEN = 'media-token-of-the-tests'

export const startHub = async (
  options: {
    worker?: boolean
    media?: boolean
    now?: number
    config?: Partial<Config>
    /** Where the log's lines go, all of them. */
    logTo?: DestinationStream
  } = {},
): Promise<Hub> => {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'perezvon-hub-'))
  const clock = tickingClock(options.now)
  const config: Config = {
    ...readConfig({
      DATABASE_URL: database.url,
      REDIS_URL: redisUrl(),
      DATA_DIR: dataDir,
      MEDIA_TOKEN,
      SECRET_KEY: 'secret-key-of-the-tests',
      PORT: '0',
      TRUST_PROXY: '1',
    }),
    ...options.config,
  }
  const log = createLog('test', options.logTo ? 'trace' : (process.env.TEST_LOG ?? 'silent'), options.logTo)
  // A machine full of tests is slow; that is not what any of them asks about.
  const db = openDatabase(database.url, { max: 20, name: 'test', acquireMs: 60_000 })
  const platform: Platform = { db, clock, log, config, node: 'test-1' }
  const company = await makeCompany(db)
  const media: Program[] = []
  const startMedia = async () => {
    const child = await startProgram('media', environmentOf(config))
    media.push(child)
    return child
  }
  if (options.media) await startMedia()
  const apps = [await startApp(platform)]
  const app = apps[0] as App
  const worker =
    options.worker === false ? null : await startWorker(houseOf({ ...platform, node: 'test-worker' }))
  const url = `http://127.0.0.1:${app.port}`
  return {
    url,
    app,
    worker,
    platform,
    company,
    clock,
    dataDir,
    media,
    as: async (name) => {
      const visitor = new Visitor(url)
      const answer = await visitor.signIn(emailOf(name), PASSWORD)
      if (answer.status !== 200) throw new Error(`${name} cannot sign in: ${JSON.stringify(answer.error)}`)
      return visitor
    },
    addNode: async () => {
      const node = await startApp({ ...platform, node: `test-${apps.length + 1}` })
      apps.push(node)
      return node
    },
    startMedia,
    stop: async () => {
      await worker?.stop()
      for (const one of apps) await one.stop()
      for (const child of media) await child.kill('SIGTERM')
      await flushAudit(platform)
      await db.destroy()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Goes on as real time does, from `start` if given, and jumps when told to. */
const tickingClock = (start = Date.now()): TestClock => {
  let offset = start - Date.now()
  return {
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms
    },
  }
}

/** For what a busy machine may take its time with, and a quiet one does at once. */
export const PATIENCE_MS = 60_000

/**
 * What a machine with ten times more to do than it can may add to a due time. What is forgotten, and not merely slow,
 * comes far later or never.
 */
export const SLOW_MACHINE_MS = 8_000

/** Waits until it holds, at most `withinMs`; then throws what it last threw. */
export const eventually = async <T>(look: () => Promise<T> | T, withinMs = 10_000): Promise<T> => {
  const until = Date.now() + withinMs
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}
