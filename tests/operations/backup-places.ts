/** Where backups are laid down and put back: databases and folders that are empty, and gone at the end. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { inject } from 'vitest'
import type { Manifest } from '../../scripts/backup/manifest.ts'
import { restoreBackup } from '../../scripts/backup/restore-backup.ts'
import { takeBackup } from '../../scripts/backup/take-backup.ts'
import type { Hub } from '../harness/hub.ts'
import { asAdmin, databaseAt } from '../harness/template.ts'

export type BackupPlaces = Awaited<ReturnType<typeof openBackupPlaces>>

const recordingsIn = (dataDir: string) => path.join(dataDir, 'recordings')

/** A backup is called by the name of its folder in `scratch`. */
export const openBackupPlaces = async (hub: Hub) => {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'perezvon-backup-'))
  const made: string[] = []
  const emptyFolder = (): Promise<string> => mkdtemp(path.join(scratch, 'data-'))
  return {
    scratch,
    emptyFolder,
    emptyDatabase: async (): Promise<string> => {
      const name = `perezvon_restore_${randomBytes(6).toString('hex')}`
      made.push(name)
      await asAdmin(inject('adminDatabaseUrl'), (client) => client.query(`create database "${name}"`))
      return databaseAt(inject('adminDatabaseUrl'), name)
    },
    /** Of the hub, or of the same database with other folders. */
    backUp: (
      name: string,
      { dataDir = hub.dataDir, recordingsDir = recordingsIn(dataDir) } = {},
    ): Promise<Manifest> =>
      takeBackup({
        ...{ dataDir, recordingsDir, folder: path.join(scratch, name) },
        databaseUrl: hub.platform.config.DATABASE_URL,
        secretKey: hub.platform.config.SECRET_KEY,
      }),
    restore: (
      name: string,
      databaseUrl: string,
      { dataDir, recordingsDir = recordingsIn(dataDir) }: { dataDir: string; recordingsDir?: string },
    ): Promise<Manifest> =>
      restoreBackup({ dataDir, recordingsDir, databaseUrl, folder: path.join(scratch, name) }),
    clear: async (): Promise<void> => {
      await asAdmin(inject('adminDatabaseUrl'), async (client) => {
        for (const name of made) await client.query(`drop database if exists "${name}" with (force)`)
      })
      await rm(scratch, { recursive: true, force: true })
    },
  }
}
