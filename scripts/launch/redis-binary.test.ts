/** Redis on a bare machine: fetched with no root and with no package lists, or one sentence. apt-get and dpkg are stand-ins. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { redisBinary } from './redis-binary.ts'

let folder: string
const usualPath = process.env.PATH
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'perezvon-bare-'))
  // Nothing else is on this machine's PATH.
  process.env.PATH = folder
})
afterEach(() => {
  process.env.PATH = usualPath
  rmSync(folder, { recursive: true, force: true })
})

const program = (name: string, script: string): void => {
  const file = path.join(folder, name)
  writeFileSync(file, `#!/bin/sh\nHERE=${folder}\n${script}\n`)
  chmodSync(file, 0o755)
}
const asked = (): string[] => readFileSync(path.join(folder, 'asked'), 'utf8').trim().split('\n')
const partsDir = () => path.join(folder, 'parts')

/** Knows packages only after an update into lists of its own. */
const aptWithEmptyLists = `
echo "$*" >> "$HERE/asked"
case "$*" in
  *update) : > "$HERE/updated" ;;
  *) [ -e "$HERE/updated" ] || { echo 'E: Unable to locate package redis-server' >&2; exit 100; }
     : > redis-tools.deb ;;
esac`
/** Unpacks a server that runs. */
const dpkg = `
/bin/mkdir -p "$3/usr/bin" && printf '#!/bin/sh\\n' > "$3/usr/bin/redis-server" && /bin/chmod 755 "$3/usr/bin/redis-server"`

test('one on PATH is taken, Redis or Valkey', async () => {
  program('valkey-server', '')
  expect((await redisBinary(partsDir(), {})).program).toBe(path.join(folder, 'valkey-server'))
})

test('with no package lists it makes lists of its own, fetches, and finds it again without asking', async () => {
  program('apt-get', aptWithEmptyLists)
  program('dpkg', dpkg)
  const first = await redisBinary(partsDir(), {})
  expect(first.program).toBe(path.join(partsDir(), 'redis/usr/bin/redis-server'))
  const [blind, update, informed] = asked()
  expect(blind).toMatch(/download redis-server redis-tools/)
  // Lists and cache in the hub's own folder: neither root nor the system's lists are needed.
  for (const line of [update, informed]) {
    expect(line).toContain(`Dir::State=${partsDir()}`)
    expect(line).toContain(`Dir::Cache=${partsDir()}`)
  }
  expect(await redisBinary(partsDir(), {})).toEqual(first)
  expect(asked()).toHaveLength(3)
})

test('what apt says is said, in one sentence', async () => {
  program(
    'apt-get',
    `echo 'W: Some index files failed' >&2; echo 'E: Unable to fetch some archives' >&2; exit 100`,
  )
  await expect(redisBinary(partsDir(), {})).rejects.toThrow(
    'Redis is missing and could not be fetched (Unable to fetch some archives): install redis-server (or valkey-server), or set REDIS_URL to a Redis of yours.',
  )
})

test('a system without apt-get is told what to do', async () => {
  await expect(redisBinary(partsDir(), {})).rejects.toThrow(
    'Redis is missing: install redis-server (or valkey-server), or set REDIS_URL to a Redis of yours.',
  )
})
