/** The bench's other processes: started, asked, weighed, and ended with it. */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export type Child = {
  pid: number
  /** What the child said first: that it serves, and where. */
  ready: unknown
  ask<T>(question: string, input?: unknown): Promise<T>
  stop(): Promise<void>
}

type Question = { id: number; question: string; input: unknown }
type Answer = { id: number; result?: unknown; error?: string }
type Answers = Record<string, (input: never) => Promise<unknown> | unknown>

const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/** @param file within the repository. Resolves with its first message. */
export const startChild = async (
  file: string,
  env: NodeJS.ProcessEnv,
  args: string[] = [],
): Promise<Child> => {
  const child = fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  })
  running.add(child)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void gone.then(() => running.delete(child))
  const ready = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
  const waiting = new Map<number, (answer: Answer) => void>()
  child.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer))
  let last = 0
  return {
    pid: child.pid ?? 0,
    ready,
    ask: async <T>(question: string, input: unknown = null) => {
      const id = ++last
      const answer = await new Promise<Answer>((resolve, reject) => {
        waiting.set(id, resolve)
        child.send({ id, question, input } satisfies Question)
        void gone.then(() => reject(new Error(`${file} ended while asked for ${question}`)))
      })
      waiting.delete(id)
      if (answer.error) throw new Error(`${file}, ${question}: ${answer.error}`)
      return answer.result as T
    },
    stop: async () => {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await gone
      clearTimeout(late)
    },
  }
}

/** The child's end. `ready` is what `startChild` resolves with. */
export const answerParent = (answers: Answers, ready: unknown = null): void => {
  process.on('message', async ({ id, question, input }: Question) => {
    try {
      process.send!({ id, result: (await answers[question]?.(input as never)) ?? null } satisfies Answer)
    } catch (error) {
      process.send!({ id, error: String((error as Error).stack ?? error) } satisfies Answer)
    }
  })
  process.on('disconnect', () => process.exit(0))
  process.send!(ready)
}

/** Resident memory of a process, MB; NaN where the system does not tell. */
export const memoryOf = (pid: number): number => {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) / 1024
  } catch {
    return Number.NaN
  }
}

/** CPU seconds a process has used so far, user and system; NaN where the system does not tell. */
export const cpuOf = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    const TICKS_A_SECOND = 100
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
  } catch {
    return Number.NaN
  }
}

/** Time that all processes of this machine share, ms with fractions. */
export const machineNow = (): number => performance.timeOrigin + performance.now()
