import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { commandOf, isAlive, type RunningPart, startPart, stopLeftBehind, stopPart } from './part.ts'
import { untilAnswers } from './postgres-answers.ts'
import { postgresHome } from './postgres-binaries.ts'
import { Refusal, sentenceOf } from './refusal.ts'
import { makeFolderFor, type RunAs, writeFileFor } from './run-as.ts'

const run = promisify(execFile)

/** Where an embedded PostgreSQL lives and how it is reached. */
export type PostgresPlan = {
  /** Parent of the cluster (`pg`) and its log. */
  dir: string
  partsDir: string
  port: number
  password: string
  ids: RunAs
  /** Durability given up for speed: tests only. */
  volatile: boolean
}

export const postgresUrl = (plan: { port: number; password: string }, database = 'perezvon'): string =>
  `postgres://perezvon:${plan.password}@127.0.0.1:${plan.port}/${database}`

/** LD_PRELOAD and the like are not ours to hand on; messages must be English for the log to be searchable. */
const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' })

const settings = async (plan: PostgresPlan): Promise<Record<string, string>> => {
  const shm = await fs.statfs('/dev/shm').catch(() => null)
  const roomyShm = shm !== null && shm.bavail * shm.bsize > 256 * 1024 * 1024
  return {
    listen_addresses: '127.0.0.1',
    port: String(plan.port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    max_wal_size: '512MB',
    min_wal_size: '80MB',
    // Containers often have 64 MB of /dev/shm, too little for a parallel query.
    dynamic_shared_memory_type: roomyShm ? 'posix' : 'mmap',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(plan.volatile
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }
      : {}),
  }
}

const initialise = async (home: string, cluster: string, plan: PostgresPlan): Promise<void> => {
  const unfinished = `${cluster}.new`
  await fs.rm(unfinished, { recursive: true, force: true })
  const passwordFile = path.join(plan.dir, 'initial-password')
  await writeFileFor(passwordFile, `${plan.password}\n`, plan.ids)
  const flags = [
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--auth=scram-sha-256',
    '--username=perezvon',
    '--no-sync',
  ]
  try {
    await run(
      path.join(home, 'bin/initdb'),
      [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`, ...(plan.volatile ? flags : flags.slice(0, 4))],
      { ...plan.ids, cwd: plan.dir, env: environment() },
    )
  } catch (error) {
    throw new Refusal(`The database could not be made in ${plan.dir}: ${lastLine(sentenceOf(error))}`)
  } finally {
    await fs.rm(passwordFile, { force: true })
  }
  await fs.rename(unfinished, cluster)
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

/** A postmaster that outlived a killed guardian holds the data: it is stopped, so that there is one owner. */
export const stopStrayPostgres = async (dir: string): Promise<void> => {
  const cluster = path.join(await fs.realpath(dir).catch(() => dir), 'pg')
  const pidFile = path.join(cluster, 'postmaster.pid')
  const [pid, dataDir] = (await fs.readFile(pidFile, 'utf8').catch(() => '')).split('\n')
  if (!pid || !isAlive(Number(pid))) return
  const ours = dataDir === cluster && (await commandOf(Number(pid))).includes(cluster)
  if (ours) await stopLeftBehind(Number(pid))
  else await fs.rm(pidFile, { force: true })
}

const didNotStart = async (log: string): Promise<Refusal> =>
  new Refusal(`PostgreSQL did not start: ${lastLine(await fs.readFile(log, 'utf8'))} (see ${log})`)

/** Starts PostgreSQL (making the cluster on the first run) and resolves when it answers. */
export const startPostgres = async (plan: PostgresPlan): Promise<RunningPart> => {
  const home = await postgresHome(plan.ids, plan.partsDir)
  await makeFolderFor(plan.dir, plan.ids)
  const cluster = path.join(await fs.realpath(plan.dir), 'pg')
  const log = path.join(plan.dir, 'postgres.log')
  if (!(await fs.stat(path.join(cluster, 'PG_VERSION')).catch(() => null)))
    await initialise(home, cluster, plan)
  const flags = Object.entries(await settings(plan)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const part = startPart(path.join(home, 'bin/postgres'), ['-D', cluster, ...flags], log, {
    ...plan.ids,
    cwd: plan.dir,
    env: environment(),
  })
  try {
    if (await untilAnswers(postgresUrl(plan, 'postgres'), part.gone)) return part
  } catch (error) {
    // Whoever tries again must not find this one on the data.
    await stopPart(part, [
      ['SIGQUIT', 2_000],
      ['SIGKILL', 2_000],
    ])
    throw error
  }
  throw await didNotStart(log)
}
