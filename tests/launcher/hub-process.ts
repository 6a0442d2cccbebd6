import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '../../scripts/launch/part.ts'
import { freePort } from '../../scripts/launch/ports.ts'
import { testPartsDir } from '../harness/services.ts'

/** The last word on a test that hangs; on a quiet machine nothing here takes a tenth of it. Below the tests' own end. */
const PATIENCE_MS = 200_000

/** A launcher under test: what it says, and what it started. */
export type HubProcess = {
  child: ChildProcess
  port: number
  dataDir: string
  said(): string
  /** Resolves when the text is said; rejects with all that was said when the launcher ends before, or never says it. */
  says(text: string): Promise<void>
  ended: Promise<number | null>
  /** Every process that descends from the launcher now. */
  descendants(): number[]
}

/** A data folder yet to be made, where the database's user may enter. */
export const makeDataDir = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'perezvon-data-'))
  chmodSync(folder, 0o711)
  return path.join(folder, 'data')
}

/** Puts a Redis that the test run has fetched where the launcher looks for it: no second download. */
export const lendRedis = (dataDir: string): void => {
  const fetched = path.join(testPartsDir(), 'redis')
  if (!existsSync(fetched)) return
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  writeFileSync(path.join(dataDir, 'perezvon.json'), '{}')
  cpSync(fetched, path.join(dataDir, 'programs/redis'), { recursive: true })
}

export const removeDataDir = (dataDir: string): void =>
  rmSync(path.dirname(dataDir), { recursive: true, force: true, maxRetries: 5 })

/** Processes that descend from one, by its id. */
export const descendantsOf = (root: number): number[] => {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
  const found = new Set([root])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const [pid, parent] of rows) if (pid && parent && found.has(parent)) found.add(pid)
  }
  found.delete(root)
  return [...found]
}

/** Resolves when none of them lives; rejects with those that do after `withinMs`. */
export const untilGone = async (pids: number[], withinMs = PATIENCE_MS): Promise<void> => {
  for (let waited = 0; pids.some(isAlive) && waited < withinMs; waited += 50) await sleep(50)
  if (!pids.some(isAlive)) return
  throw new Error(`Still alive: ${pids.filter(isAlive).map(commandLine).join('; ')}`)
}

const commandLine = (pid: number): string => {
  const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''
  return `${pid} ${command.replaceAll('\0', ' ')}`
}

type Wish = {
  folder: string
  args?: string[]
  env?: NodeJS.ProcessEnv
  dataDir: string
  port?: number
  uid?: number
}

/** Starts `scripts/start.mjs` of a clone, as the given user. */
export const startHub = async ({
  folder,
  args = [],
  env = {},
  dataDir,
  port,
  uid,
}: Wish): Promise<HubProcess> => {
  const chosen = port ?? (await freePort())
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], {
    cwd: folder,
    ...(uid !== undefined && { uid, gid: uid }),
    env: { PATH: process.env.PATH, PORT: String(chosen), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk
      for (const listener of listeners) listener()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const says = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (text.includes(wanted)) resolve()
      }
      listeners.add(look)
      look()
      const fail = (why: string): void => reject(new Error(`${why} without saying "${wanted}":\n${text}`))
      void ended.then(() => fail('It ended'))
      setTimeout(() => fail('It goes on'), PATIENCE_MS).unref()
    })
  return {
    child,
    port: chosen,
    dataDir,
    said: () => text,
    says,
    ended,
    descendants: () => descendantsOf(child.pid ?? 0),
  }
}
