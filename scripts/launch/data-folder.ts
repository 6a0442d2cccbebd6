import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { codeOf, Refusal } from './refusal.ts'

/** What is kept in the folder beside recordings and the database; all of it 0600. */
export type Kept = {
  secretKey: string
  mediaToken: string
}

const marker = 'perezvon.json'

const cannotWrite = (dataDir: string, error: unknown): Refusal =>
  new Refusal(
    `The data folder ${dataDir} cannot be written (${codeOf(error) ?? String(error)}): make room there or set DATA_DIR to a folder of yours.`,
  )

const refuseForeign = (dataDir: string): void => {
  const names = fs.readdirSync(dataDir)
  if (names.includes(marker) || names.length === 0) return
  throw new Refusal(
    `${dataDir} holds files that are not Perezvon's (no ${marker} among them): set DATA_DIR to an empty or new folder.`,
  )
}

/** Reads a small JSON file of the folder; undefined when there is none. */
export const readKept = <T>(dataDir: string, name: string): T | undefined => {
  try {
    return JSON.parse(fs.readFileSync(path.join(dataDir, name), 'utf8')) as T
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new Refusal(`${path.join(dataDir, name)} cannot be read (${codeOf(error) ?? 'it is not JSON'}).`)
  }
}

/** Writes a small JSON file of the folder, whole or not at all. */
export const keep = (dataDir: string, name: string, value: unknown): void => {
  const file = path.join(dataDir, name)
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  fs.renameSync(`${file}.new`, file)
}

const secrets = (dataDir: string): Kept => {
  const kept = readKept<Kept>(dataDir, 'secrets.json')
  if (kept) return kept
  const made = { secretKey: randomBytes(32).toString('hex'), mediaToken: randomBytes(32).toString('hex') }
  keep(dataDir, 'secrets.json', made)
  return made
}

/**
 * Level by level: where a file system makes no folders, as /proc does, Node's own recursion goes round for ever between
 * a parent that is there and a child that is not.
 */
const makeFolder = (folder: string, mode: number): void => {
  if (fs.existsSync(folder)) return
  makeFolder(path.dirname(folder), mode)
  try {
    fs.mkdirSync(folder, { mode })
  } catch (error) {
    // Another start made it meanwhile.
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

/**
 * Makes the folder ours on the first start, and opens it on later ones. Refuses a folder with strangers' files and
 * one that cannot be written.
 */
export const openDataFolder = (dataDir: string): Kept => {
  try {
    // Root's database runs as another user, who must get through to his own part.
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700
    makeFolder(dataDir, mode)
    refuseForeign(dataDir)
    keep(dataDir, marker, { program: 'perezvon', format: 1 })
    fs.mkdirSync(path.join(dataDir, 'logs'), { recursive: true, mode: 0o700 })
    return secrets(dataDir)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw cannotWrite(dataDir, error)
  }
}
