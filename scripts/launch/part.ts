import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { codeOf } from './refusal.ts'

/** A running part (PostgreSQL, Redis): its process, and a way to hear that it died. */
export type RunningPart = {
  pid: number
  /** Resolves when the process is gone, however it went. */
  gone: Promise<void>
  kill(signal: NodeJS.Signals): void
}

/** Starts a program in a process group of its own, its words appended to `logFile`. */
export const startPart = (
  program: string,
  args: string[],
  logFile: string,
  options: SpawnOptions,
): RunningPart => {
  const log = fs.openSync(logFile, 'a', 0o600)
  const child: ChildProcess = spawn(program, args, {
    ...options,
    detached: true,
    stdio: ['ignore', log, log],
  })
  fs.closeSync(log)
  let alive = true
  const gone = new Promise<void>((resolve) => {
    const over = (): void => {
      alive = false
      resolve()
    }
    child.once('exit', over)
    child.once('error', over)
  })
  return {
    pid: child.pid ?? -1,
    gone,
    kill: (signal) => {
      if (alive) child.kill(signal)
    },
  }
}

/** Sends each signal in turn, waiting `patienceMs` after it; resolves when the part is gone. */
export const stopPart = async (part: RunningPart, steps: [NodeJS.Signals, number][]): Promise<void> => {
  for (const [signal, patienceMs] of steps) {
    part.kill(signal)
    const over = await Promise.race([part.gone.then(() => true), sleep(patienceMs, false, { ref: false })])
    if (over) return
  }
}

/** A process that ended but that nobody has asked about yet: where the first process of a container asks nobody. */
const isZombie = (pid: number): boolean => {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return false
  }
}

/** True while a process of that id lives (as anybody's). */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** The command line of a process, its words separated by blanks; empty when there is none. */
export const commandOf = async (pid: number): Promise<string> => {
  const linux = await fs.promises.readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  if (linux !== null) return linux.replaceAll('\0', ' ')
  const listed = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => null)
  return listed?.stdout ?? ''
}

/** Stops a process that an earlier run left behind; resolves when it is gone. */
export const stopLeftBehind = async (pid: number): Promise<void> => {
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    for (let waited = 0; waited < 5_000 && isAlive(pid); waited += 50) await sleep(50)
  }
}
