/** A backup taken while the hub runs, put back elsewhere: every row, every recording, and figures that go on as they stood. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#server/platform/database.ts'
import { schemaIsCurrent } from '#server/platform/migrate.ts'
import type { Platform } from '#server/platform/platform.ts'
import { feedRecord } from '#server/record/index.ts'
import { listTables } from '../../scripts/backup/tables.ts'
import { eventually, type Hub, PATIENCE_MS, startHub } from '../harness/hub.ts'
import { callSilently, hangUpSilently, talkSilently } from '../harness/silent-call.ts'
import { type BackupPlaces, openBackupPlaces } from './backup-places.ts'

let hub: Hub
let places: BackupPlaces
beforeAll(async () => {
  hub = await startHub({ worker: false })
  places = await openBackupPlaces(hub)
})
afterAll(async () => {
  await hub.stop()
  await places.clear()
})

/** Count and checksum of each table's rows; of the log without the cluster's own transaction ids. */
const sumsOf = async (databaseUrl: string): Promise<Record<string, string>> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const sums: Record<string, string> = {}
  for (const { name, columns } of await listTables(client)) {
    const compared = columns.filter((column) => !(column === 'tx' || (name === 'readers' && column === 'id')))
    const list = compared.map((column) => `t."${column}"`).join(', ')
    const { rows } = await client.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(r, ',' order by r)), '') as sum
         from (select md5(row(${list})::text) as r from "${name}" t) rows`,
    )
    sums[name] = rows[0]?.sum ?? ''
  }
  await client.end()
  return sums
}

/** Desks that were left and audits that were put off are written down a moment later. */
const atRest = async (): Promise<Record<string, string>> => {
  const { DATABASE_URL } = hub.platform.config
  return eventually(async () => {
    const before = await sumsOf(DATABASE_URL)
    await new Promise((later) => setTimeout(later, 500))
    expect(await sumsOf(DATABASE_URL)).toEqual(before)
    return before
  }, PATIENCE_MS)
}

const platformOn = (db: Database): Platform => ({ ...hub.platform, db })
const recordTotals = async (db: Database) =>
  (await db.raw('select count(*)::int as lines, count(distinct event_id)::int as events from record_lines'))
    .rows[0]

/** A whole contact: talk, wrap-up, and a line of the record once it is fed. */
const finishCall = async (): Promise<string> => {
  const { desk, callId, interactionId } = await talkSilently(hub)
  await hangUpSilently(hub, callId)
  await desk.until(({ work }) => work[0]?.state === 'wrap-up')
  const body = { dispositionId: hub.company.dispositions.resolved }
  expect((await desk.visitor.post(`/api/interactions/${interactionId}/wrap-up`, body)).status).toBe(200)
  desk.leave()
  return callId
}

const record = async (callId: string, name: string, bytes: number): Promise<void> => {
  const file = path.join(hub.dataDir, 'recordings', name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, randomBytes(bytes))
  await hub.platform.db('recordings').insert({
    ...{ call_id: callId, state: 'done', path: name, bytes, duration_ms: 1_000 },
    ...{ started_at: new Date(), ended_at: new Date() },
  })
}

const sha = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex')

test('taken while calls come in: every pointer of the restored rows leads somewhere', async () => {
  const first = await finishCall()
  await record(first, '2026/03/one.wav', 700_000)
  let calling = true
  const traffic = (async () => {
    while (calling) await hangUpSilently(hub, (await callSilently(hub)).callId)
  })()
  const manifest = await places.backUp('in-traffic')
  calling = false
  await traffic
  const databaseUrl = await places.emptyDatabase()
  // The foreign keys are made again over the rows: one that leads nowhere would fail here.
  const recordingsDir = await places.emptyFolder()
  await places.restore('in-traffic', databaseUrl, { dataDir: await places.emptyFolder(), recordingsDir })
  // Recordings go where this hub keeps its own.
  expect(await sha(path.join(recordingsDir, '2026/03/one.wav'))).toBe(
    await sha(path.join(hub.dataDir, 'recordings/2026/03/one.wav')),
  )
  const calls = manifest.tables.find(({ name }) => name === 'calls')
  expect(calls?.rows).toBeGreaterThan(0)
  const db = openDatabase(databaseUrl, { max: 2 })
  expect(await db('calls').count({ n: '*' }).first()).toEqual({ n: calls?.rows })
  expect(await schemaIsCurrent(db)).toBe(true)
  await db.destroy()
}, 60_000)

test('at rest: counts and checksums of every table are equal, recordings byte by byte, and the feed goes on', async () => {
  const { db } = hub.platform
  await finishCall()
  await feedRecord(hub.platform)
  // Closed, and not yet in the record: the restored feed has to find it, and nothing twice.
  const last = await finishCall()
  await record(last, 'two.wav', 1_234_567)
  await writeFile(path.join(hub.dataDir, 'secrets.json'), '{"secretKey":"kept"}')
  const before = await atRest()
  const manifest = await places.backUp('at-rest')
  const databaseUrl = await places.emptyDatabase()
  const dataDir = await places.emptyFolder()
  await places.restore('at-rest', databaseUrl, { dataDir })

  const after = await sumsOf(databaseUrl)
  expect(Object.keys(after).length).toBeGreaterThan(40)
  expect(after).toEqual(before)
  for (const file of ['recordings/2026/03/one.wav', 'recordings/two.wav', 'secrets.json']) {
    expect(await sha(path.join(dataDir, file)), file).toBe(await sha(path.join(hub.dataDir, file)))
  }
  expect(manifest.files.map((file) => file.path).sort()).toEqual(
    ['recordings/2026/03/one.wav', 'recordings/two.wav', 'secrets.json'].sort(),
  )

  const there = openDatabase(databaseUrl, { max: 4 })
  expect(await recordTotals(there)).toEqual(await recordTotals(db))
  await feedRecord(hub.platform)
  await feedRecord(platformOn(there))
  const totals = await recordTotals(there)
  expect(totals).toEqual(await recordTotals(db))
  expect(totals.lines).toBeGreaterThanOrEqual(3)
  // New rows go on from the old numbers.
  const [event] = await there('events').insert(
    {
      ...{ at: new Date(), kind: 'test.after', subject_kind: 'test', data: '{}' },
      subject_id: hub.company.client.id,
    },
    ['id', 'tx'],
  )
  const { most } = (await there.raw("select max(id) as most from events where kind <> 'test.after'")).rows[0]
  expect(event.id).toBeGreaterThan(most)
  expect(Number(event.tx)).toBeGreaterThan(10)
  await there.destroy()
}, 60_000)

test('goes to no place that is taken, nor among what it is to copy', async () => {
  await expect(places.backUp('at-rest')).rejects.toThrow('is not empty')
  await expect(
    places.backUp(path.relative(places.scratch, path.join(hub.dataDir, 'inside'))),
  ).rejects.toThrow('belongs elsewhere')
  const recordingsDir = await places.emptyFolder()
  const inside = path.relative(places.scratch, path.join(recordingsDir, 'inside'))
  await expect(places.backUp(inside, { recordingsDir })).rejects.toThrow('belongs elsewhere')
})
