/** A recording whose end nobody told is settled by what is on the disk. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settleRecordings } from '#server/telephony/index.ts'
import { writeWavHeader } from '#server/telephony/web-voice/media/wav.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { callSilently, hangUpSilently } from '../harness/silent-call.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub({ worker: false })
})
afterAll(() => hub.stop())

type Row = { id: string; call_id: string; path: string; state: string; duration_ms: number | null }
const recordingOf = (callId: string): Promise<Row> =>
  hub.platform.db('recordings').where({ call_id: callId }).first()

/** A call that was recorded and has ended; the provider never said that its recording did. */
const recorded = async (): Promise<Row> => {
  const { callId, interactionId } = await callSilently(hub)
  await hub.platform.db('recordings').insert({
    call_id: callId,
    interaction_id: interactionId,
    state: 'recording',
    path: `2026-03-16/${callId}.wav`,
    started_at: new Date(hub.clock.now()),
  })
  await hangUpSilently(hub, callId)
  return recordingOf(callId)
}
const fileOf = (row: Row) => path.join(hub.dataDir, 'recordings', row.path)
const marker = (row: Row) => path.join(hub.dataDir, 'recordings', '.open', `${row.id}.json`)

const writeFileOf = async (row: Row, seconds: number) => {
  const dataBytes = seconds * 16_000 * 4
  await mkdir(path.dirname(fileOf(row)), { recursive: true })
  await writeFile(
    fileOf(row),
    Buffer.concat([writeWavHeader({ rate: 16_000, channels: 2, dataBytes }), Buffer.alloc(dataBytes)]),
  )
}

test('settled from its file, lost without one, left alone while somebody writes it or nobody can look', async () => {
  const [whole, gone, open] = [await recorded(), await recorded(), await recorded()]
  for (const row of [whole, gone, open]) expect(row.state).toBe('recording')
  hub.clock.advance(61_000)
  // A disk that is not mounted is no proof that anything is lost.
  expect(await settleRecordings(hub.app.house)).toBe(0)

  await writeFileOf(whole, 3)
  await writeFileOf(open, 2)
  await mkdir(path.dirname(marker(open)), { recursive: true })
  await writeFile(marker(open), '{}')
  expect(await settleRecordings(hub.app.house)).toBe(2)
  expect(await recordingOf(whole.call_id)).toMatchObject({ state: 'done', duration_ms: 3_000 })
  expect(await recordingOf(gone.call_id)).toMatchObject({ state: 'lost', duration_ms: 0 })
  expect(await recordingOf(open.call_id)).toMatchObject({ state: 'recording', duration_ms: null })
  const told = await hub.platform.db('events').where({ kind: 'recording.ended' }).orderBy('id').select('data')
  expect(told.map(({ data }) => data.how).sort()).toEqual(['done', 'lost'])
  expect(await settleRecordings(hub.app.house)).toBe(0)
})

test('a recording that was cut off, and whose length nobody told, is measured', async () => {
  const row = await recorded()
  await hub.platform.db('recordings').where({ id: row.id }).update({ state: 'cut-off' })
  await writeFileOf(row, 1)
  hub.clock.advance(61_000)
  expect(await settleRecordings(hub.app.house)).toBe(1)
  expect(await recordingOf(row.call_id)).toMatchObject({ state: 'cut-off', duration_ms: 1_000 })
})
