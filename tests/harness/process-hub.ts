/**
 * A hub of real processes on a database of its own, for tests that kill them. The test looks at the database itself,
 * and plays a voice provider (rows-provider.ts).
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { houseOf } from '#server/app.ts'
import { systemClock } from '#server/platform/clock.ts'
import { type Config, readConfig } from '#server/platform/config.ts'
import { openDatabase } from '#server/platform/database.ts'
import { createLog } from '#server/platform/log.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Routing } from '#server/routing/index.ts'
import { freePort } from '../../scripts/launch/ports.ts'
import { type Company, emailOf, makeCompany, PASSWORD, type UserName } from './company.ts'
import { createTestDatabase, redisUrl } from './database.ts'
import { environmentOf, type Program, type ProgramName, startProgram } from './program.ts'
import { Visitor } from './visitor.ts'

export type ProcessHub = {
  /** Of the server, whichever process it is at the moment. */
  url: string
  platform: Platform
  /** The door by which a voice provider brings its news. */
  house: Routing
  company: Company
  start(name: ProgramName): Promise<Program>
  as(name: UserName): Promise<Visitor>
  stop(): Promise<void>
}

/** Services of one's own, which may be killed; without them the run's. */
export type OwnServices = { databaseUrl?: string; redisUrl?: string }

export const openProcessHub = async (
  own: OwnServices = {},
  env: Record<string, string> = {},
): Promise<ProcessHub> => {
  const database = own.databaseUrl ? null : await createTestDatabase()
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'perezvon-hub-'))
  const port = await freePort()
  const config: Config = readConfig({
    DATABASE_URL: own.databaseUrl ?? database?.url,
    REDIS_URL: own.redisUrl ?? redisUrl(),
    DATA_DIR: dataDir,
    MEDIA_TOKEN: 'media-token-of-the-tests',
    SECRET_KEY: 'secret-key-of-the-tests',
    PORT: String(port),
  })
  const db = openDatabase(config.DATABASE_URL, { max: 8, name: 'test' })
  const log = createLog('test', process.env.TEST_LOG ?? 'silent')
  const platform: Platform = { db, clock: systemClock, log, config, node: 'test' }
  const company = await makeCompany(db)
  const programs: Program[] = []
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    platform,
    house: houseOf(platform),
    company,
    start: async (name) => {
      const program = await startProgram(name, { ...environmentOf(config), PORT: String(port), ...env })
      programs.push(program)
      return program
    },
    as: async (name) => {
      const visitor = new Visitor(url)
      const answer = await visitor.signIn(emailOf(name), PASSWORD)
      if (answer.status !== 200) throw new Error(`${name} cannot sign in: ${JSON.stringify(answer.error)}`)
      return visitor
    },
    stop: async () => {
      // Nothing is left to lose: what a program does as it ends has tests of its own.
      await Promise.all(programs.map((program) => program.kill()))
      await db.destroy()
      await database?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
