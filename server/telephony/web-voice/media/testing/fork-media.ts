/** Starts a media process of its own for a test or the bench. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const CHILD = fileURLToPath(new URL('./media.child.ts', import.meta.url))

export type MediaChild = { address: string; process: ChildProcess; kill(): Promise<void> }

/** Resolves when it serves. `kill` is kill -9. */
export const forkMedia = async (recordingsDir: string): Promise<MediaChild> => {
  const child = fork(CHILD, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, RECORDINGS_DIR: recordingsDir },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { address: string }).address))
    child.once('exit', (code) => reject(new Error(`The media process ended with ${code}`)))
  })
  return {
    address,
    process: child,
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}
