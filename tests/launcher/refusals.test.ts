import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { readOptions } from '../../scripts/launch/options.ts'
import { newHubs } from './running-hubs.ts'
import { makeScratchClone, pretendBuilt } from './scratch-clone.ts'

/* Whatever keeps the hub from starting is one sentence and exit code 1. */

const clone = makeScratchClone()
pretendBuilt(clone.folder)
const { newDataDir, refused, clear } = newHubs(clone.folder)
afterEach(clear)
afterAll(() => clone.remove())

test('a busy port', async () => {
  const squatter = http.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => squatter.once('listening', resolve))
  const { port } = squatter.address() as AddressInfo
  const refusal = await refused({ port })
  squatter.close()
  expect(refusal).toEqual({
    code: 1,
    lines: [`Port ${port} is taken by another program: choose one, for example PORT=${port + 1} npm start`],
  })
})

test('a foreign data folder', async () => {
  const dataDir = newDataDir()
  mkdirSync(dataDir)
  writeFileSync(path.join(dataDir, 'letters.txt'), 'mine')
  const refusal = await refused({ dataDir })
  expect(refusal).toEqual({
    code: 1,
    lines: [expect.stringContaining("holds files that are not Perezvon's")],
  })
})

test('a data folder that cannot be written', async () => {
  const file = path.join(path.dirname(newDataDir()), 'a-file')
  writeFileSync(file, '')
  const refusal = await refused({ dataDir: path.join(file, 'data') })
  expect(refusal).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^The data folder .* cannot be written \(ENOTDIR\)/)],
  })
})

test('a data folder where the system makes none', async () => {
  const refusal = await refused({ dataDir: '/proc/nope' })
  expect(refusal).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^The data folder .* cannot be written \(ENOENT\)/)],
  })
})

test.each([
  ['an unknown flag', ['--emtpy'], {}, 'Unknown flag "--emtpy"'],
  ['a task that is none', ['--task', 'dance'], {}, '--task wants one of'],
  ['a port that is none', [], { PORT: 'http' }, 'PORT is "http"'],
  ['a port out of range', [], { PORT: '70000' }, 'PORT is "70000"'],
])('%s', (_name, args, env, sentence) => {
  expect(() => readOptions(args, env)).toThrow(sentence)
})

test('a host that is no address of this machine, and half a certificate', async () => {
  const host = await refused({ env: { HOST: '203.0.113.9' } })
  expect(host).toEqual({ code: 1, lines: [expect.stringContaining('no address of this machine')] })
  const half = await refused({ env: { TLS_CERT: 'only-this.pem' } })
  expect(half).toEqual({ code: 1, lines: [expect.stringContaining('TLS_CERT and TLS_KEY go together')] })
})

test('packages that are a link to another clone’s: they are not touched', async () => {
  const own = makeScratchClone()
  const theirs = path.join(path.dirname(newDataDir()), 'theirs')
  mkdirSync(theirs)
  writeFileSync(path.join(theirs, 'sentinel'), '')
  rmSync(path.join(own.folder, 'node_modules'))
  symlinkSync(theirs, path.join(own.folder, 'node_modules'))
  const refusal = await refused({ folder: own.folder })
  own.remove()
  expect(refusal).toEqual({
    code: 1,
    lines: [expect.stringContaining(`node_modules is a link to ${theirs}`)],
  })
  expect(readdirSync(theirs)).toEqual(['sentinel'])
})

test('a database that does not answer', async () => {
  const refusal = await refused({ env: { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' } })
  expect(refusal).toEqual({ code: 1, lines: ['No PostgreSQL answers at DATABASE_URL (ECONNREFUSED).'] })
})

test('a missing part, and a program that fails as it starts', async () => {
  const vite = path.join(clone.folder, 'agent-ui/vite.config.ts')
  rmSync(vite)
  const missing = await refused()
  expect(missing).toEqual({
    code: 1,
    lines: ['This clone is incomplete: agent-ui/vite.config.ts is missing.'],
  })
  writeFileSync(vite, 'export default { root: "agent-ui" }')
  pretendBuilt(clone.folder)
  writeFileSync(
    path.join(clone.folder, 'server/main.ts'),
    "throw new Error('The moon is in the wrong house.')",
  )
  const failing = await refused()
  expect(failing.code).toBe(1)
  expect(failing.lines).toEqual([
    expect.stringMatching(/^The server did not start \(exit 1\): The moon is in the wrong house\. \(see /),
  ])
}, 240_000)
