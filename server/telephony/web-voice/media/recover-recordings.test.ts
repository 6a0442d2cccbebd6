import { mkdir, mkdtemp, readdir, rm, rmdir, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OPEN_FOLDER } from './record-file.ts'
import { recoverRecordings } from './recover-recordings.ts'

const NOW = Date.UTC(2026, 2, 16, 9)
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perezvon-recover-'))
  await mkdir(join(folder, OPEN_FOLDER))
})
afterEach(() => rm(folder, { recursive: true }))

/** Left by a process of another machine that has not been heard of for a minute. */
const leaveMarker = async (recordingId: string, text?: string) => {
  const marker = { callId: 'c', recordingId, path: `${recordingId}.wav`, pid: 1, host: `not-${hostname()}` }
  const path = join(folder, OPEN_FOLDER, `${recordingId}.json`)
  await writeFile(path, text ?? JSON.stringify(marker))
  await utimes(path, new Date(NOW - 60_000), new Date(NOW - 60_000))
}
const markers = () => readdir(join(folder, OPEN_FOLDER))

const recover = async () => {
  const unmended: string[] = []
  const found = await recoverRecordings(folder, NOW, (_, { path }) => unmended.push(path))
  return { unmended, found: found.map(({ recordingId, durationMs }) => ({ recordingId, durationMs })) }
}

test('what cannot be mended keeps its marker, is told of, and is mended once the disk lets it', async () => {
  await leaveMarker('stuck')
  // A folder in the file's place refuses to be opened for writing, whoever asks.
  await mkdir(join(folder, 'stuck.wav'))
  expect(await recover()).toEqual({ unmended: ['stuck.wav'], found: [] })
  expect(await markers()).toEqual(['stuck.json'])

  await rmdir(join(folder, 'stuck.wav'))
  await writeFile(join(folder, 'stuck.wav'), Buffer.alloc(44 + 64_000))
  expect(await recover()).toEqual({ unmended: [], found: [{ recordingId: 'stuck', durationMs: 1_000 }] })
  expect(await markers()).toEqual([])
})

test('a marker whose file is gone is told of and given up; one that says nothing is given up', async () => {
  await leaveMarker('gone')
  await leaveMarker('broken', '{"callId":')
  expect(await recover()).toEqual({ unmended: ['gone.wav'], found: [] })
  expect(await markers()).toEqual([])
})

test('two at once: each recording is returned once', async () => {
  await leaveMarker('one')
  await writeFile(join(folder, 'one.wav'), Buffer.alloc(44 + 64))
  const [first, second] = await Promise.all([recover(), recover()])
  expect([...first.found, ...second.found]).toHaveLength(1)
  expect([...first.unmended, ...second.unmended]).toEqual([])
})
