/** The bench's other processes: started, asked, weighed, and ended with it. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { repository } from '../scripts/launch/options.ts'
import { buildPrograms, builtFile } from '../scripts/launch/programs.ts'
import type { Answer, Question } from './answer-parent.ts'

export type Child = {
  pid: number
  /** What the child said first: that it serves, and where. */
  ready: unknown
  ask<T>(question: string, input?: unknown): Promise<T>
  stop(): Promise<void>
}

const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/** Built as the launcher builds them, so that what is weighed is what runs. */
const folder = mkdtempSync(path.join(tmpdir(), 'perezvon-bench-built-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

/** @param file within the repository. Resolves with its first message. */
export const startChild = async (
  file: string,
  env: NodeJS.ProcessEnv,
  args: string[] = [],
): Promise<Child> => {
  await buildPrograms([file], folder)
  const child = fork(builtFile(folder, file), args, {
    cwd: repository,
    execArgv: [],
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
