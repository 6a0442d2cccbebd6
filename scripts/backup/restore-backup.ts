/** Puts a backup back into an empty database and an empty data folder, then brings it to the newest schema. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { migrate, migrationNames } from '../../server/platform/migrate.ts'
import { RESTORING } from '../launch/cut-short.ts'
import { keep, readKept } from '../launch/data-folder.ts'
import { Refusal } from '../launch/refusal.ts'
import { type Folders, listFiles, putFilesBack } from './data-files.ts'
import { checkWhole, type Manifest, readManifest, tableFile } from './manifest.ts'
import { readTable, setSequences, withoutPointers } from './tables.ts'

export type RestoreWish = Folders & { databaseUrl: string; folder: string }

/** Whose rows a restore that was cut short may throw away: of the database it was at, and of no other. */
type Note = { database: string }
const nameOf = (databaseUrl: string): string => createHash('sha256').update(databaseUrl).digest('hex')

const connect = async (databaseUrl: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'perezvon-restore' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const dropAll = (client: pg.Client): Promise<unknown> =>
  client.query('drop schema public cascade; create schema public')

const isEmpty = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ any: boolean }>(
    `select exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S')) as any`,
  )
  return rows[0]?.any === false
}

/** Made by whoever opened the folder a moment ago. */
const FRESH = new Set(['secrets.json'])

const refuseFolder = async (wish: RestoreWish): Promise<void> => {
  const present = (await listFiles(wish)).filter((file) => !FRESH.has(file))
  if (present.length === 0) return
  throw new Refusal(
    `${wish.dataDir} is in use (${present[0]} is there): restore into a new folder, by DATA_DIR.`,
  )
}

const refuseUnknown = async ({ migrations }: Manifest): Promise<void> => {
  const known = new Set(await migrationNames())
  const unknown = migrations.find((name) => !known.has(name))
  if (unknown) {
    throw new Refusal(`The backup was made by a newer program: this one does not know ${unknown}.`)
  }
}

/** In one transaction: all rows, or none. */
const putRowsBack = async (
  client: pg.Client,
  { tables, sequences }: Manifest,
  folder: string,
): Promise<void> => {
  await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set client_encoding = 'UTF8'")
  await client.query('begin')
  await withoutPointers(client, async () => {
    // The schema brings rows of its own, which the backup has as they were.
    for (const { name } of tables) await client.query(`truncate "${name}"`)
    for (const table of tables) {
      const rows = await readTable(client, table, path.join(folder, tableFile(table.name)))
      if (rows !== table.rows) {
        throw new Refusal(`The table ${table.name} came back with ${rows} rows, not ${table.rows}.`)
      }
    }
    await setSequences(client, sequences)
  })
  await client.query('commit')
}

const putBack = async (wish: RestoreWish, manifest: Manifest): Promise<void> => {
  const client = await connect(wish.databaseUrl)
  try {
    const database = nameOf(wish.databaseUrl)
    if (readKept<Note>(wish.dataDir, RESTORING)?.database === database) await dropAll(client)
    else {
      if (!(await isEmpty(client))) {
        throw new Refusal(
          'The database is not empty: a backup goes into an empty one (DATABASE_URL, or a new DATA_DIR).',
        )
      }
      await refuseFolder(wish)
    }
    keep(wish.dataDir, RESTORING, { database } satisfies Note)
    try {
      await migrate(wish.databaseUrl, manifest.migrations)
      await putRowsBack(client, manifest, wish.folder)
      await putFilesBack(wish, wish.folder, manifest.files)
      await migrate(wish.databaseUrl)
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      await dropAll(client)
      throw error
    }
    rmSync(path.join(wish.dataDir, RESTORING))
  } finally {
    await client.end()
  }
}

/** Throws a Refusal with one sentence, having changed nothing, when the backup or the place is not fit. */
export const restoreBackup = async (wish: RestoreWish): Promise<Manifest> => {
  const manifest = await readManifest(wish.folder)
  await refuseUnknown(manifest)
  await checkWhole(wish.folder, manifest)
  await putBack(wish, manifest)
  return manifest
}
