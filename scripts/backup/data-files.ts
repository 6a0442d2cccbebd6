/** The files of a data folder that a backup holds: recordings, attachments, keys, how the hub began; not what is made anew. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Sum, summing } from '../../server/platform/summing.ts'
import { codeOf } from '../launch/refusal.ts'
import { dataFile, type Manifest } from './manifest.ts'

/** The embedded database and Redis, their programs, what is built, what is logged, who runs at the moment. */
const MADE_ANEW = new Set([
  ...['services', 'programs', 'built', 'logs', 'launcher.json', 'perezvon.json'],
  ...['seeding.json', 'restoring.json'],
  // Files of clients' data and of evidence wait some days to be taken: a backup would keep them for as long as itself.
  ...['disclosures', 'evidence'],
  // Files on their way in, and to a scanner.
  ...['incoming', 'scanning'],
])
const RECORDINGS = 'recordings'

/** Where a hub keeps its files; recordings may lie elsewhere. */
export type Folders = { dataDir: string; recordingsDir: string }

const walk = async (folder: string, under: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  const found: string[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.posix.join(under, entry.name)
    if (entry.isDirectory()) found.push(...(await walk(path.join(folder, entry.name), place)))
    else if (entry.isFile() && !entry.name.endsWith('.new')) found.push(place)
  }
  return found
}

/** Paths as the manifest has them. */
export const listFiles = async ({ dataDir, recordingsDir }: Folders): Promise<string[]> => {
  const own = (await walk(dataDir, '')).filter((file) => {
    const [first = ''] = file.split('/')
    return !MADE_ANEW.has(first) && first !== RECORDINGS
  })
  return [...own, ...(await walk(recordingsDir, RECORDINGS))]
}

const placeOf = ({ dataDir, recordingsDir }: Folders, file: string): string =>
  file.startsWith(`${RECORDINGS}/`)
    ? path.join(recordingsDir, file.slice(RECORDINGS.length + 1))
    : path.join(dataDir, file)

const copy = async (from: string, to: string): Promise<Sum> => {
  const sum = summing()
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
  await pipeline(createReadStream(from), sum.stream, createWriteStream(to, { mode: 0o600 }))
  return sum.read()
}

/** Copies each into the backup; one that goes meanwhile (a marker of a recording that has ended) is passed over. */
export const keepFiles = async (folders: Folders, backup: string): Promise<Manifest['files']> => {
  const kept: Manifest['files'] = []
  for (const file of await listFiles(folders)) {
    try {
      kept.push({ path: file, ...(await copy(placeOf(folders, file), path.join(backup, dataFile(file)))) })
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
  }
  return kept
}

export const putFilesBack = async (
  folders: Folders,
  backup: string,
  files: Manifest['files'],
): Promise<void> => {
  for (const file of files) await copy(path.join(backup, dataFile(file.path)), placeOf(folders, file.path))
}
