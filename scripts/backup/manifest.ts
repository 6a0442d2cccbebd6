/** What a backup says of itself: enough to tell whether it is whole, and which schema it wants. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { type Sum, summing } from '../../server/platform/summing.ts'
import { Refusal } from '../launch/refusal.ts'

export const MANIFEST = 'manifest.json'
export const FORMAT = 1

const sum = { bytes: z.number().int(), sha256: z.string() }

const manifest = z.strictObject({
  program: z.literal('perezvon'),
  format: z.literal(FORMAT),
  /** ISO time of the snapshot. */
  madeAt: z.string(),
  /** The migrations of the schema that the rows were in. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(
    z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: z.number().int(), ...sum }),
  ),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** Of the data folder: paths from it; recordings stand under `recordings/` wherever they were kept. */
  files: z.array(z.strictObject({ path: z.string(), ...sum })),
  /** Which SECRET_KEY links and secrets were made with: the beginning of its SHA-256. */
  secretKey: z.string(),
})
export type Manifest = z.infer<typeof manifest>

export const tableFile = (table: string): string => `tables/${table}.copy.gz`
export const dataFile = (file: string): string => `files/${file}`

export const fingerprintOf = (secretKey: string): string =>
  createHash('sha256').update(secretKey).digest('hex').slice(0, 16)

export const readManifest = async (folder: string): Promise<Manifest> => {
  const text = await readFile(path.join(folder, MANIFEST), 'utf8').catch(() => {
    throw new Refusal(`${folder} is no backup: it has no ${MANIFEST}.`)
  })
  try {
    return manifest.parse(JSON.parse(text))
  } catch {
    throw new Refusal(`${path.join(folder, MANIFEST)} is not of the form that this program writes.`)
  }
}

const sumOf = async (file: string): Promise<Sum | null> => {
  const sum = summing()
  try {
    await pipeline(createReadStream(file), sum.stream.resume())
  } catch {
    return null
  }
  return sum.read()
}

/** Every file of the backup is there and is what was written. Throws a Refusal that names the first that is not. */
export const checkWhole = async (folder: string, { tables, files }: Manifest): Promise<void> => {
  const parts = [
    ...tables.map((one) => ({ ...one, file: tableFile(one.name) })),
    ...files.map((one) => ({ ...one, file: dataFile(one.path) })),
  ]
  for (const { file, bytes, sha256 } of parts) {
    const found = await sumOf(path.join(folder, file))
    if (found?.bytes === bytes && found.sha256 === sha256) continue
    throw new Refusal(`The backup is not whole: ${file} is ${found ? 'not what was written' : 'missing'}.`)
  }
}
