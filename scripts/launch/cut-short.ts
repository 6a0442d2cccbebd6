import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { keep } from './data-folder.ts'
import { Refusal } from './refusal.ts'

/*
 * The demo company goes in by many transactions. A note lies in the data folder while that lasts: a start that finds
 * it knows that the last one was cut short, and begins with an empty database again.
 */
const note = 'seeding.json'

/** Lies there while a backup is put back: a restore that was cut short may be begun again, and nothing else. */
export const RESTORING = 'restoring.json'

export const refuseHalfRestored = (dataDir: string): void => {
  if (!existsSync(path.join(dataDir, RESTORING))) return
  throw new Refusal(
    `A restore into ${dataDir} was cut short: run it again (npm run restore -- FOLDER), or set another DATA_DIR.`,
  )
}

/** Runs the seeding under the note. */
export const noted = async <T>(dataDir: string, seed: () => Promise<T>): Promise<T> => {
  keep(dataDir, note, { since: new Date().toISOString() })
  const result = await seed()
  rmSync(path.join(dataDir, note))
  return result
}

/** Empties our own database when its seeding was cut short; somebody else's is not ours to empty. */
export const clearCutShort = async (client: pg.Client, dataDir: string, embedded: boolean): Promise<void> => {
  if (!existsSync(path.join(dataDir, note))) return
  if (!embedded) {
    throw new Refusal(
      `Filling the database with the demo company was cut short: give DATABASE_URL an empty database, and remove ${path.join(dataDir, note)}.`,
    )
  }
  await client.query('drop schema public cascade; create schema public')
  rmSync(path.join(dataDir, note))
}
