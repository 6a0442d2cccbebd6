/** The disk and a bucket keep files alike, and neither ever takes a name that somebody gave for a place. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BucketServer, startBucketServer } from '../../../tests/harness/bucket-server.ts'
import type { Config } from '../config.ts'
import { filesFolder } from './disk-storage.ts'
import { storageOf } from './open-storage.ts'
import { MissingFile } from './storage.ts'

let folder: string
let bucket: BucketServer
let configs: Record<'disk' | 'bucket', Config>
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'perezvon-storage-'))
  bucket = await startBucketServer()
  const disk = { DATA_DIR: path.join(folder, 'data') } as Config
  configs = { disk, bucket: { ...disk, ...bucket.config } }
})
afterAll(async () => {
  await bucket.stop()
  await rm(folder, { recursive: true, force: true })
})

const fileOf = async (text: string): Promise<string> => {
  const place = path.join(folder, randomUUID())
  await writeFile(place, text)
  return place
}

describe.each(['disk', 'bucket'] as const)('%s', (where) => {
  const read = async (key: string) => (await buffer(await storageOf(configs[where]).read(key))).toString()

  test('what was put is read as it was, put again it is replaced, removed it is missing', async () => {
    const storage = storageOf(configs[where])
    const key = `attachments/${randomUUID()}`
    await storage.put(key, await fileOf('первый'))
    expect(await read(key)).toBe('первый')
    await storage.put(key, await fileOf('второй'))
    expect(await read(key)).toBe('второй')
    await storage.remove(key)
    await storage.remove(key)
    await expect(storage.read(key)).rejects.toThrow(MissingFile)
  })

  test.each([
    'attachments/../../secrets.json',
    '../x',
    '/etc/passwd',
    `a/b/${randomUUID()}`,
    'attachments/x',
  ])('%s is no key', async (key) => {
    const storage = storageOf(configs[where])
    await expect((async () => storage.read(key))()).rejects.toThrow('not a key')
    await expect((async () => storage.put(key, await fileOf('x')))()).rejects.toThrow('not a key')
    await expect((async () => storage.remove(key))()).rejects.toThrow('not a key')
  })
})

test('on the disk nothing but whole files is left', async () => {
  const storage = storageOf(configs.disk)
  const key = `attachments/${randomUUID()}`
  await storage.put(key, await fileOf('whole'))
  await expect(storage.put(key, path.join(folder, 'no-such-file'))).rejects.toThrow()
  const names = await readdir(path.join(filesFolder(configs.disk), 'attachments'))
  expect(names).toEqual([key.split('/')[1]])
})

test('a bucket that is busy for a moment is asked again', async () => {
  const key = `attachments/${randomUUID()}`
  const storage = storageOf(configs.bucket)
  await storage.put(key, await fileOf('kept'))
  bucket.fail(1)
  expect((await buffer(await storage.read(key))).toString()).toBe('kept')
})
