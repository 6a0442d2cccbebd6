/** One program of the hub as a process of its own, forked as the launcher forks it, to be killed without a word. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Config } from '#server/platform/config.ts'
import { repository } from '../../scripts/launch/options.ts'
import { buildPrograms, builtFile } from '../../scripts/launch/programs.ts'

export type Program = {
  process: ChildProcess
  /** Resolves when it is gone; `SIGKILL` leaves it no time for anything. */
  kill(signal?: NodeJS.Signals): Promise<void>
}

const ENTRIES = {
  server: 'server/main.ts',
  worker: 'workers/main.ts',
  media: 'server/telephony/web-voice/media/main.ts',
} as const
export type ProgramName = keyof typeof ENTRIES

let building: Promise<string> | null = null
/** Built once for each process of the tests, as the launcher builds them. */
const built = (): Promise<string> => {
  building ??= (async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'perezvon-built-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    await buildPrograms(Object.values(ENTRIES), folder)
    return folder
  })()
  return building
}

/** What the launcher hands on of a hub's settings. */
export const environmentOf = (config: Config): Record<string, string> => ({
  DATABASE_URL: config.DATABASE_URL,
  REDIS_URL: config.REDIS_URL,
  DATA_DIR: config.DATA_DIR,
  MEDIA_TOKEN: config.MEDIA_TOKEN,
  SECRET_KEY: config.SECRET_KEY,
  MEDIA_PORT: '0',
  TRUST_PROXY: '1',
  LOG_LEVEL: process.env.TEST_LOG ?? 'fatal',
})

/** Resolves when it says that it serves. */
export const startProgram = async (name: ProgramName, env: Record<string, string>): Promise<Program> => {
  const child = fork(builtFile(await built(), ENTRIES[name]), {
    cwd: repository,
    execArgv: [],
    stdio: ['ignore', process.env.TEST_LOG ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'test', ...env },
  })
  await new Promise<void>((ready, failed) => {
    child.once('message', () => ready())
    child.once('exit', (code, signal) => failed(new Error(`the ${name} ended with ${signal ?? code}`)))
  })
  return {
    process: child,
    kill: (signal = 'SIGKILL') =>
      new Promise((gone) => {
        if (child.exitCode !== null || child.signalCode !== null) return gone()
        child.once('exit', () => gone())
        child.kill(signal)
      }),
  }
}
