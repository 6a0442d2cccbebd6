import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openLog } from './child-log.ts'
import { repository } from './options.ts'
import type { PrepareMessage, PrepareRequest } from './prepare.contract.ts'
import { Refusal } from './refusal.ts'
import type { StopStack } from './stop-stack.ts'

export type Prepared = Extract<PrepareMessage, { kind: 'prepared' }>

/** Checks, migrates and (on the first run) fills the database; throws a Refusal with one sentence when it cannot. */
export const prepareDatabase = async (request: PrepareRequest, stack: StopStack): Promise<Prepared> => {
  const { file, descriptor } = openLog(request.dataDir, 'prepare')
  const script = fileURLToPath(new URL('prepare.main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(request)], {
    cwd: repository,
    detached: true,
    stdio: ['ignore', descriptor, descriptor, 'ipc'],
  })
  fs.closeSync(descriptor)
  const release = stack.add(async () => void child.kill('SIGTERM'))
  let outcome: Prepared | Refusal = new Refusal(`The database could not be made ready (see ${file}).`)
  child.on('message', (message: PrepareMessage) => {
    if (message.kind === 'prepared') outcome = message
    if (message.kind === 'refused') outcome = new Refusal(message.sentence)
  })
  await new Promise((resolve) => child.once('close', resolve).once('error', resolve))
  release()
  if (outcome instanceof Refusal) throw outcome
  return outcome
}
