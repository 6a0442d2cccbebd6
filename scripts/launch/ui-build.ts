import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastWords, openLog } from './child-log.ts'
import { repository } from './options.ts'
import { codeOf, Refusal } from './refusal.ts'
import type { StopStack } from './stop-stack.ts'

const dist = path.join(repository, 'agent-ui/dist')
const stamp = path.join(dist, '.built-from')

/** A hash of everything the screens are built from: agent-ui/, shared/ and the versions of the packages. */
const sourcesHash = (): string => {
  const hash = createHash('sha256')
  const add = (file: string): void => {
    hash
      .update(`${path.relative(repository, file)}\0`)
      .update(fs.readFileSync(file))
      .update('\0')
  }
  const walk = (folder: string): void => {
    const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      const place = path.join(folder, entry.name)
      if (place === dist || entry.name === 'node_modules' || entry.name.endsWith('.test.ts')) continue
      if (entry.isDirectory()) walk(place)
      else if (entry.isFile()) add(place)
    }
  }
  walk(path.join(repository, 'agent-ui'))
  walk(path.join(repository, 'shared'))
  add(path.join(repository, 'package-lock.json'))
  return hash.digest('hex')
}

const builtFrom = (): string => {
  try {
    return fs.readFileSync(stamp, 'utf8')
  } catch {
    return ''
  }
}

/** True when the built screens are missing or older than what they are built from. */
export const uiIsStale = (): boolean => builtFrom() !== sourcesHash()

const writeStamp = (hash: string): void => {
  try {
    fs.writeFileSync(stamp, hash)
  } catch (error) {
    throw new Refusal(`The screens could not be built into ${dist} (${codeOf(error) ?? String(error)}).`)
  }
}

/**
 * Builds the screens when they are stale, in a process of its own: vite takes memory that the launcher need not keep.
 */
export const buildUi = async (dataDir: string, stack: StopStack): Promise<void> => {
  if (!fs.existsSync(path.join(repository, 'agent-ui/vite.config.ts'))) {
    throw new Refusal('This clone is incomplete: agent-ui/vite.config.ts is missing.')
  }
  const hash = sourcesHash()
  if (builtFrom() === hash) return
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
  writeStamp(hash)
}
