import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { codeOf, Refusal, sentenceOf } from './refusal.ts'
import type { RunAs } from './run-as.ts'

const run = promisify(execFile)

/** A Redis server to run: the program and the environment it needs. */
export type RedisBinary = { program: string; env: NodeJS.ProcessEnv }

/** In Debian redis-server is only a link into redis-tools. The libraries of the second list are nearly always there. */
const usual = ['redis-server', 'redis-tools', 'liblzf1', 'libjemalloc2']
const seldomAbsent = ['libatomic1', 'libssl3']

const onPath = async (): Promise<string | null> => {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of ['redis-server', 'valkey-server']) {
      const program = path.join(folder, name)
      if (
        folder &&
        (await fs.access(program, fs.constants.X_OK).then(
          () => true,
          () => false,
        ))
      )
        return program
    }
  }
  return null
}

const works = (binary: RedisBinary, ids: RunAs): Promise<boolean> =>
  run(binary.program, ['--version'], { ...ids, cwd: '/', env: binary.env }).then(
    () => true,
    () => false,
  )

const unpacked = (folder: string, libraries: string): RedisBinary => ({
  program: path.join(folder, 'usr/bin/redis-server'),
  env: { PATH: process.env.PATH, LD_LIBRARY_PATH: libraries },
})

const libraryPath = async (folder: string): Promise<string> => {
  const base = path.join(folder, 'usr/lib')
  const triplets = await fs.readdir(base).catch(() => [])
  return [...triplets.map((triplet) => path.join(base, triplet)), base].join(':')
}

/** apt with package lists of its own, for a machine whose lists are empty or not ours to refresh. */
const privateApt = async (folder: string): Promise<string[]> => {
  for (const sub of ['state/lists/partial', 'cache/archives/partial']) {
    await fs.mkdir(path.join(folder, sub), { recursive: true })
  }
  const flags = [
    '-o',
    `Dir::State=${folder}/state`,
    '-o',
    `Dir::Cache=${folder}/cache`,
    '-o',
    'APT::Sandbox::User=',
  ]
  await run('apt-get', [...flags, '-o', 'Dir::State::status=/var/lib/dpkg/status', 'update'])
  return flags
}

const download = (packages: string[], folder: string, flags: string[]): Promise<unknown> =>
  run('apt-get', [...flags, '-o', 'APT::Sandbox::User=', 'download', ...packages], { cwd: folder })

const fetchFromDebian = async (home: string, packages: string[]): Promise<void> => {
  const folder = `${home}.${process.pid}`
  await fs.mkdir(folder, { recursive: true, mode: 0o755 })
  try {
    await download(packages, folder, []).catch(async () =>
      download(packages, folder, await privateApt(path.join(folder, 'apt'))),
    )
    for (const name of await fs.readdir(folder)) {
      if (name.endsWith('.deb')) await run('dpkg', ['-x', path.join(folder, name), folder])
    }
    await fs.rm(path.join(folder, 'apt'), { recursive: true, force: true })
    await fs.rm(home, { recursive: true, force: true })
    await fs.rename(folder, home)
  } finally {
    await fs.rm(folder, { recursive: true, force: true })
  }
}

const cannot = (why: string): Refusal =>
  new Refusal(
    `Redis is missing${why}: install redis-server (or valkey-server), or set REDIS_URL to a Redis of yours.`,
  )

/** In apt's own words where it has any; where there is no apt-get, nobody expects it to be fetched. */
const whyOf = (error: unknown): string => {
  if (codeOf(error) === 'ENOENT') return ''
  const { stderr = '' } = error as { stderr?: string }
  const told = stderr.split('\n').find((line) => line.startsWith('E: '))
  return ` and could not be fetched (${told?.slice('E: '.length) ?? sentenceOf(error).split('\n')[0]})`
}

/**
 * Finds a Redis server: on PATH, unpacked by an earlier run in `partsDir`, or fetched there from Debian's or
 * Ubuntu's packages, which needs no root.
 */
export const redisBinary = async (partsDir: string, ids: RunAs): Promise<RedisBinary> => {
  const installed = await onPath()
  if (installed) return { program: installed, env: { PATH: process.env.PATH } }
  const home = path.join(partsDir, 'redis')
  const fetched = async (): Promise<RedisBinary | null> => {
    const binary = unpacked(home, await libraryPath(home))
    return (await works(binary, ids)) ? binary : null
  }
  const before = await fetched()
  if (before) return before
  for (const packages of [usual, [...usual, ...seldomAbsent]]) {
    try {
      await fs.mkdir(partsDir, { recursive: true, mode: 0o755 })
      await fetchFromDebian(home, packages)
    } catch (error) {
      throw cannot(whyOf(error))
    }
    const now = await fetched()
    if (now) return now
  }
  throw cannot(' and the fetched one does not run')
}
