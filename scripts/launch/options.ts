import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { onlyThisMachine } from '../../shared/identity/only-this-machine.ts'
import { Refusal } from './refusal.ts'

/** The clone this launcher belongs to. */
export const repository = realpathSync(fileURLToPath(new URL('../..', import.meta.url)))

const tasks = ['migrate', 'seed', 'bench', 'admin-reset', 'backup', 'restore'] as const
export type TaskName = (typeof tasks)[number]

export type Options = {
  https: boolean
  empty: boolean
  dev: boolean
  /** Run one thing with the services up, then stop. */
  task: TaskName | null
  /** Arguments after `--task NAME`, for the task itself. */
  taskArguments: string[]
  host: string
  port: number
  dataDir: string
  /** Only this machine can reach the hub, by HOST and by PUBLIC_URL: the demo's passwords may be known to all. */
  local: boolean
}

/** What `npm start -- --help` prints. */
export const usage = `npm start                     start the hub
npm start -- --https          serve over https, with a certificate of this machine's own or TLS_CERT and TLS_KEY
npm start -- --empty          begin without the demo company
npm start -- --dev            rebuild and restart on every change of the code
npm start -- --task NAME      run one task with the services up: ${tasks.join(', ')}

HOST, PORT, DATA_DIR, DATABASE_URL, REDIS_URL and the rest are environment variables: see README.md.`

const defaultDataDir = (): string => {
  if (process.getuid?.() !== 0) return path.join(repository, '.data')
  // The database's user may not enter root's clone.
  return path.join('/var/lib/perezvon', createHash('sha256').update(repository).digest('hex').slice(0, 12))
}

const portOf = (text: string | undefined): number => {
  if (text === undefined || text === '') return 3000
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Refusal(`PORT is "${text}", and a port is a number from 1 to 65535.`)
  }
  return port
}

const taskOf = (name: string | undefined): TaskName => {
  const task = tasks.find((known) => known === name)
  if (!task) throw new Refusal(`--task wants one of ${tasks.join(', ')}, not "${name ?? ''}".`)
  return task
}

/** Reads flags and environment; throws a Refusal that names what it does not know. */
export const readOptions = (args: string[], env: NodeJS.ProcessEnv): Options => {
  const flags = { https: Boolean(env.TLS_CERT || env.TLS_KEY), empty: false, dev: false }
  let task: TaskName | null = null
  let taskArguments: string[] = []
  for (let index = 0; index < args.length; index++) {
    const flag = args[index] ?? ''
    if (flag === '--task') {
      task = taskOf(args[index + 1])
      taskArguments = args.slice(index + 2)
      break
    }
    const name = flag.slice(2)
    if (!flag.startsWith('--') || !(name in flags)) {
      throw new Refusal(`Unknown flag "${flag}": "npm start -- --help" lists the known ones.`)
    }
    flags[name as keyof typeof flags] = true
  }
  const host = env.HOST || '127.0.0.1'
  return {
    ...flags,
    task,
    taskArguments,
    host,
    port: portOf(env.PORT),
    dataDir: path.resolve(repository, env.DATA_DIR || defaultDataDir()),
    local: onlyThisMachine({ host, publicUrl: env.PUBLIC_URL }),
  }
}
