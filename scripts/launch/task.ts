import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { refuseHalfRestored } from './cut-short.ts'
import { openDataFolder } from './data-folder.ts'
import { environmentFor } from './environment.ts'
import { planFirstRun, recordFirstRun } from './first-run.ts'
import { lockHolder, takeLock } from './lock.ts'
import { type Options, repository, type TaskName } from './options.ts'
import { type Addresses, partsFolder, startParts } from './parts.ts'
import { keptParts } from './parts-file.ts'
import { postgresUrl } from './postgres.ts'
import { prepareDatabase } from './prepare.ts'
import { say, withProgress } from './progress.ts'
import { redisUrlOf } from './redis.ts'
import { Refusal } from './refusal.ts'
import type { StopStack } from './stop-stack.ts'

const scripts: Partial<Record<TaskName, string>> = {
  bench: 'bench/main.ts',
  'admin-reset': 'scripts/admin-reset.ts',
  backup: 'scripts/backup/backup.main.ts',
  restore: 'scripts/backup/restore.main.ts',
}

/** These take the database as it is: a backup before an upgrade is of the old schema, a restore wants an empty one. */
const asItIs: readonly TaskName[] = ['backup', 'restore']

/** The services of a hub that runs from this folder at the moment, or else our own. */
const servicesFor = async (
  options: Options,
  env: NodeJS.ProcessEnv,
  stack: StopStack,
): Promise<Addresses> => {
  if (!lockHolder(options.dataDir)) {
    const unlock = takeLock(options.dataDir, `a task (${options.task})`)
    stack.add(async () => unlock())
    return withProgress('Starting the database and Redis', () =>
      startParts(options, env, stack, () => undefined),
    )
  }
  const { postgres, redis } = await keptParts(partsFolder(options.dataDir))
  const databaseUrl = env.DATABASE_URL || (postgres ? postgresUrl(postgres) : '')
  const redisUrl = env.REDIS_URL || (redis ? redisUrlOf(redis) : '')
  if (databaseUrl && redisUrl) return { databaseUrl, redisUrl }
  throw new Refusal(`The hub that runs from ${options.dataDir} is only starting: try again when it is ready.`)
}

/** In the foreground, so that it may ask at the terminal. */
const runScript = (
  entry: string,
  options: Options,
  env: NodeJS.ProcessEnv,
  stack: StopStack,
): Promise<number> => {
  if (!existsSync(path.join(repository, entry)))
    throw new Refusal(`This clone is incomplete: ${entry} is missing.`)
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...options.taskArguments], {
    cwd: repository,
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  const gone = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  stack.add(async () => {
    child.kill('SIGTERM')
    await gone
  })
  return gone
}

/** Runs one task with the services up; resolves with the exit code. */
export const runTask = async (
  options: Options,
  task: TaskName,
  given: NodeJS.ProcessEnv,
  stack: StopStack,
): Promise<number> => {
  const kept = openDataFolder(options.dataDir)
  if (task !== 'restore') refuseHalfRestored(options.dataDir)
  const addresses = await servicesFor(options, given, stack)
  if (!asItIs.includes(task)) await prepareFor(options, task, given, addresses, stack)
  const entry = scripts[task]
  if (!entry) return 0
  return runScript(
    entry,
    options,
    environmentFor(given, { options, kept, addresses, certificate: null }),
    stack,
  )
}

const prepareFor = async (
  options: Options,
  task: TaskName,
  given: NodeJS.ProcessEnv,
  addresses: Addresses,
  stack: StopStack,
): Promise<void> => {
  const plan = planFirstRun(options, addresses.databaseUrl, !given.DATABASE_URL)
  const prepared = await withProgress('Preparing the database', () =>
    prepareDatabase({ ...plan, seed: task === 'seed', renew: [] }, stack),
  )
  if (task === 'migrate') say('The database has the newest schema.')
  if (task === 'seed') {
    if (prepared.signIns) recordFirstRun(options, plan, prepared)
    say(prepared.signIns ? 'The demo company is in.' : 'The database has users already: nothing was seeded.')
  }
}
