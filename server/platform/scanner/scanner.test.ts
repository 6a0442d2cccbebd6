/** A scanner's answer, its refusal and its silence: over clamd's socket, and as a command. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clamd, EICAR, startClamd } from '../../../tests/harness/clamd.ts'
import { type Config, readConfig } from '../config.ts'
import { scannerOf } from './open-scanner.ts'

let folder: string
let clamd: Clamd
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'perezvon-scanner-'))
  clamd = await startClamd()
})
afterAll(async () => {
  await clamd.stop()
  await rm(folder, { recursive: true, force: true })
})

const config = (over: Partial<Config>): Config => ({ DATA_DIR: folder, ...over }) as Config
const scan = (over: Partial<Config>, text: string | Buffer) =>
  scannerOf(config(over))!(async () => Readable.from([Buffer.from(text)]))

/** As clamscan does it: what the file holds decides, by its exit and in its words. */
const command = (script: string): Partial<Config> => ({
  SCAN_COMMAND: [process.execPath, '-e', `const file = process.argv.at(-1)\n${script}`],
})
const LOOKS = `const found = require('node:fs').readFileSync(file, 'latin1').includes('EICAR-STANDARD')
if (found) console.log(file + ': Eicar-Test-Signature FOUND')
process.exit(found ? 1 : 0)`

test('with none set there is none', () => expect(scannerOf(config({}))).toBeNull())

test.each([
  ['clamd', () => ({ SCAN_CLAMD: clamd.address })],
  ['a command', () => command(LOOKS)],
])('%s: finds the test virus, and nothing in a letter', async (_, over) => {
  expect(await scan(over(), EICAR)).toEqual({ found: 'Eicar-Test-Signature' })
  expect(await scan(over(), 'Добрый день')).toEqual({ found: null })
})

test('a file of many pieces comes to clamd whole', async () => {
  const big = Buffer.alloc(3_000_000, 7)
  expect(await scan({ SCAN_CLAMD: clamd.address }, big)).toEqual({ found: null })
  expect(clamd.received().equals(big)).toBe(true)
})

test('what clamd refuses, or leaves unsaid, is no answer', async () => {
  clamd.says = 'INSTREAM size limit exceeded. ERROR'
  await expect(scan({ SCAN_CLAMD: clamd.address }, 'x')).rejects.toThrow('size limit')
  clamd.says = null
  await expect(scan({ SCAN_CLAMD: clamd.address }, 'x')).rejects.toThrow('hung up')
  clamd.says = undefined
  await expect(scan({ SCAN_CLAMD: '127.0.0.1:1' }, 'x')).rejects.toThrow()
})

test('a command that fails, or is not there, is no answer; nothing of the file is left', async () => {
  await expect(scan(command('process.exit(2)'), EICAR)).rejects.toThrow()
  await expect(scan({ SCAN_COMMAND: ['no-such-scanner'] }, EICAR)).rejects.toThrow()
  expect(await readdir(path.join(folder, 'scanning'))).toEqual([])
})

test('the configuration says where it is wrong', () => {
  const env = {
    DATABASE_URL: 'x',
    REDIS_URL: 'x',
    DATA_DIR: 'x',
    MEDIA_TOKEN: 'x'.repeat(16),
    SECRET_KEY: 'x'.repeat(16),
  }
  expect(readConfig({ ...env, SCAN_COMMAND: '["clamscan", "--no-summary"]' }).SCAN_COMMAND).toHaveLength(2)
  expect(() => readConfig({ ...env, SCAN_COMMAND: '[]' })).toThrow('SCAN_COMMAND')
  expect(() => readConfig({ ...env, SCAN_CLAMD: 'somewhere' })).toThrow('SCAN_CLAMD')
  expect(() => readConfig({ ...env, S3_URL: 'http://s3.example' })).toThrow('S3_URL')
})
