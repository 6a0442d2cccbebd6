import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { GuardianMessage, GuardianRequest } from './guardian.contract.ts'
import { Refusal } from './refusal.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

/** A guardian that answers: where its parts are, and a way to stop it. */
export type Guardian = {
  process: ChildProcess
  databaseUrl?: string
  redisUrl?: string
  /** Resolves when the guardian is gone, however it went. */
  gone: Promise<void>
  /** Resolves when the parts and the guardian are gone. */
  stop(): Promise<void>
}

/**
 * Starts a guardian and resolves when its parts answer; throws a Refusal with one sentence when they cannot.
 * @param onMessage hears what it tells afterwards: a part died, a part is back
 */
export const startGuardian = (
  request: GuardianRequest,
  { logFile, onMessage }: { logFile?: string; onMessage?: (message: GuardianMessage) => void } = {},
): Promise<Guardian> =>
  new Promise((resolve, reject) => {
    const output = logFile ? openSync(logFile, 'a', 0o600) : 'inherit'
    const script = fileURLToPath(new URL('guardian.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(request)], {
      cwd: repository,
      detached: true,
      stdio: ['ignore', output, output, 'ipc'],
    })
    const gone = new Promise<void>((over) => child.once('exit', () => over()))
    child.on('message', (message: GuardianMessage) => {
      onMessage?.(message)
      if (message.kind === 'refused') reject(new Refusal(message.sentence))
      if (message.kind !== 'ready') return
      resolve({
        ...message,
        process: child,
        gone,
        stop: () => {
          child.kill('SIGTERM')
          return gone
        },
      })
    })
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Refusal(`The guardian of the database ended early (exit ${code}).`)),
    )
  })
