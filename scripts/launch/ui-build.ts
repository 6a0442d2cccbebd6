import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastWords, openLog } from './child-log.ts'
import { repository } from './options.ts'
import { Refusal } from './refusal.ts'
import type { StopStack } from './stop-stack.ts'
import { uiIsStale } from './ui-sources.ts'

/**
 * Builds the screens when they are stale, in a process of its own: vite takes memory that the launcher need not keep.
 */
export const buildUi = async (dataDir: string, stack: StopStack): Promise<void> => {
  if (!fs.existsSync(path.join(repository, 'agent-ui/vite.config.ts'))) {
    throw new Refusal('This clone is incomplete: agent-ui/vite.config.ts is missing.')
  }
  if (!uiIsStale()) return
  const { file, descriptor } = openLog(dataDir, 'build')
  const from = fs.fstatSync(descriptor).size
  const script = fileURLToPath(new URL('ui-build.main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: repository,
    detached: true,
    stdio: ['ignore', descriptor, descriptor, 'ipc'],
  })
  fs.closeSync(descriptor)
  const release = stack.add(async () => void child.kill('SIGTERM'))
  const code = await new Promise((resolve) => child.once('exit', resolve).once('error', resolve))
  release()
  if (code !== 0) throw new Refusal(`The screens could not be built: ${lastWords(file, from)} (see ${file})`)
}
