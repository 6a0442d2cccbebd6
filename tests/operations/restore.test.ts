/** A backup is put back where nothing is, whole or not at all. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#server/platform/database.ts'
import { refuseHalfRestored } from '../../scripts/launch/cut-short.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { type BackupPlaces, openBackupPlaces } from './backup-places.ts'

let hub: Hub
let places: BackupPlaces
beforeAll(async () => {
  hub = await startHub({ worker: false })
  places = await openBackupPlaces(hub)
  await mkdir(path.join(hub.dataDir, 'recordings'), { recursive: true })
  await writeFile(path.join(hub.dataDir, 'recordings/two.wav'), 'RIFF')
  await places.backUp('whole')
})
afterAll(async () => {
  await hub.stop()
  await places.clear()
})

/** Into a new folder, unless it is told which. */
const restore = async (name: string, databaseUrl: string, dataDir?: string) =>
  places.restore(name, databaseUrl, { dataDir: dataDir ?? (await places.emptyFolder()) })

test('refuses what is in use, what is not whole, and what is newer', async () => {
  const taken = hub.platform.config.DATABASE_URL
  await expect(restore('whole', taken)).rejects.toThrow('database is not empty')

  const used = await places.emptyFolder()
  await writeFile(path.join(used, 'beginning.json'), '{}')
  const databaseUrl = await places.emptyDatabase()
  await expect(restore('whole', databaseUrl, used)).rejects.toThrow('beginning.json is there')

  const copyTo = async (name: string) => {
    await cp(path.join(places.scratch, 'whole'), path.join(places.scratch, name), { recursive: true })
    return path.join(places.scratch, name)
  }
  const broken = await copyTo('broken')
  await writeFile(path.join(broken, 'files/recordings/two.wav'), 'x')
  await expect(restore('broken', databaseUrl)).rejects.toThrow('two.wav is not what was written')
  await rm(path.join(broken, 'tables/clients.copy.gz'))
  await expect(restore('broken', databaseUrl)).rejects.toThrow('clients.copy.gz is missing')

  const newer = path.join(await copyTo('newer'), 'manifest.json')
  const manifest = JSON.parse(await readFile(newer, 'utf8'))
  await writeFile(
    newer,
    JSON.stringify({ ...manifest, migrations: [...manifest.migrations, '9999-later.sql'] }),
  )
  await expect(restore('newer', databaseUrl)).rejects.toThrow('does not know 9999-later.sql')
  await expect(restore('nowhere', databaseUrl)).rejects.toThrow('is no backup')

  // Nothing of it all touched the database that was to be restored into.
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query("select from pg_class where relnamespace = 'public'::regnamespace")
  await client.end()
  expect(rows).toHaveLength(0)
}, 60_000)

test('a restore that fails or is cut short is begun again, and only in the database it was at', async () => {
  const databaseUrl = await places.emptyDatabase()
  const dataDir = await places.emptyFolder()
  // A folder where a file is to go: the rows are in by then.
  await mkdir(path.join(dataDir, 'recordings/two.wav'), { recursive: true })
  await expect(restore('whole', databaseUrl, dataDir)).rejects.toThrow('EISDIR')
  expect(() => refuseHalfRestored(dataDir)).toThrow('was cut short')
  await rm(path.join(dataDir, 'recordings/two.wav'), { recursive: true })
  // As after kill -9: half of the schema is there.
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('create table half (id int)')
  await client.end()
  await expect(restore('whole', hub.platform.config.DATABASE_URL, dataDir)).rejects.toThrow(
    'database is not empty',
  )
  await restore('whole', databaseUrl, dataDir)
  expect(() => refuseHalfRestored(dataDir)).not.toThrow()
  const there = openDatabase(databaseUrl, { max: 1 })
  expect(await there('clients').count({ n: '*' }).first()).toEqual(
    await hub.platform.db('clients').count({ n: '*' }).first(),
  )
  await there.destroy()
}, 60_000)
