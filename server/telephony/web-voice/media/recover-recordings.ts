/** Makes whole what processes that died left open: the header is written anew from the file's length. */
import { open, readdir, readFile, stat, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import {
  FRAME_BYTES,
  headerOf,
  lengthOf,
  OPEN_FOLDER,
  type OpenMarker,
  openMarker,
  type RecordLength,
} from './record-file.ts'
import { WAV_HEADER_BYTES } from './wav.ts'

/** A living owner touches its marker every second. */
const STALE_MS = 10_000

export type Recovered = OpenMarker & RecordLength

/**
 * Repairs each recording of `folder` whose owner is gone (its process on this machine is no more, or its marker has
 * not been touched for 10 s) and returns them. Several processes may do so at once: each recording is returned once.
 */
export const recoverRecordings = async (folder: string, now: number): Promise<Recovered[]> => {
  const names = await readdir(join(folder, OPEN_FOLDER)).catch(noFolder)
  const found = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => recoverOne(folder, name, now)),
  )
  return found.filter((recovered) => recovered !== null)
}

const noFolder = (error: NodeJS.ErrnoException): string[] => {
  if (error.code === 'ENOENT') return []
  throw error
}

const recoverOne = async (folder: string, name: string, now: number): Promise<Recovered | null> => {
  const markerPath = join(folder, OPEN_FOLDER, name)
  try {
    const marker = openMarker.parse(JSON.parse(await readFile(markerPath, 'utf8')))
    const { mtimeMs } = await stat(markerPath)
    if (ownerLives(marker) && now - mtimeMs < STALE_MS) return null
    const length = await repairWav(join(folder, marker.path))
    // Whoever removes the marker tells of the recording; the repair itself may happen twice.
    await unlink(markerPath)
    return { ...marker, ...length }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    return recoverBroken(markerPath, now)
  }
}

/** A marker that cannot be read was cut off while it was written: nothing had been recorded yet. */
const recoverBroken = async (markerPath: string, now: number): Promise<null> => {
  const age = await stat(markerPath).then(
    ({ mtimeMs }) => now - mtimeMs,
    () => 0,
  )
  if (age > STALE_MS) await unlink(markerPath).catch(() => null)
  return null
}

const ownerLives = ({ pid, host }: OpenMarker): boolean => {
  // Another machine's process cannot be looked at; its marker's age decides.
  if (host !== hostname()) return true
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Writes the header that the file's length asks for and cuts off half a frame. Rejects when there is no file. */
export const repairWav = async (path: string): Promise<RecordLength> => {
  const handle = await open(path, 'r+')
  try {
    const { size } = await handle.stat()
    const dataBytes = Math.floor(Math.max(0, size - WAV_HEADER_BYTES) / FRAME_BYTES) * FRAME_BYTES
    await handle.truncate(WAV_HEADER_BYTES + dataBytes)
    await handle.write(headerOf(dataBytes), 0, WAV_HEADER_BYTES, 0)
    await handle.sync()
    return lengthOf(dataBytes)
  } finally {
    await handle.close()
  }
}
