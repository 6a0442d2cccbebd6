/** Takes a backup of a hub, which may run meanwhile: rows of one moment first, then the files those rows speak of. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { codeOf, Refusal } from '../launch/refusal.ts'
import { type Folders, keepFiles } from './data-files.ts'
import { FORMAT, fingerprintOf, MANIFEST, type Manifest, tableFile } from './manifest.ts'
import { listTables, readSequences, writeTable } from './tables.ts'

export type BackupWish = Folders & {
  databaseUrl: string
  secretKey: string
  /** Is made; may be there if it is empty. */
  folder: string
}

const refuseTarget = async ({ folder, dataDir, recordingsDir }: BackupWish): Promise<void> => {
  const own = [dataDir, recordingsDir].find((place) => `${folder}/`.startsWith(`${place}/`))
  if (own) throw new Refusal(`${folder} is in ${own}, which is to be copied: a backup belongs elsewhere.`)
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw new Refusal(`${folder} cannot be written (${codeOf(error) ?? 'it is no folder'}).`)
  })
  if (names.length > 0) throw new Refusal(`${folder} is not empty: a backup makes a folder of its own.`)
}

const readMigrations = async (client: pg.Client): Promise<string[]> => {
  try {
    const { rows } = await client.query<{ name: string }>('select name from migrations order by name')
    return rows.map(({ name }) => name)
  } catch (error) {
    if (codeOf(error) === '42P01') throw new Refusal('There is nothing to back up: the database is empty.')
    throw error
  }
}

const snapshotRows = async (
  { databaseUrl }: BackupWish,
  unfinished: string,
): Promise<Pick<Manifest, 'madeAt' | 'migrations' | 'tables' | 'sequences'>> => {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'perezvon-backup' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set client_encoding = 'UTF8'")
    await client.query('begin isolation level repeatable read read only')
    const migrations = await readMigrations(client)
    const tables: Manifest['tables'] = []
    for (const table of await listTables(client)) {
      tables.push(await writeTable(client, table, path.join(unfinished, tableFile(table.name))))
    }
    const sequences = await readSequences(client)
    await client.query('commit')
    return { madeAt: new Date().toISOString(), migrations, tables, sequences }
  } finally {
    await client.end()
  }
}

/** Whole or not at all: it is made beside its place and moved there at the end. Throws a Refusal with one sentence. */
export const takeBackup = async (wish: BackupWish): Promise<Manifest> => {
  await refuseTarget(wish)
  const unfinished = `${wish.folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  try {
    await mkdir(path.join(unfinished, 'tables'), { recursive: true, mode: 0o700 })
    const rows = await snapshotRows(wish, unfinished)
    const files = await keepFiles(wish, unfinished)
    const manifest: Manifest = {
      program: 'perezvon',
      format: FORMAT,
      ...rows,
      files,
      secretKey: fingerprintOf(wish.secretKey),
    }
    await writeFile(path.join(unfinished, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, {
      mode: 0o600,
    })
    await rename(unfinished, wish.folder)
    return manifest
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}
