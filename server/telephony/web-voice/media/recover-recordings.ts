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

/** Told of what could not be mended; it is tried again the next time. */
export type OnUnmended = (error: unknown, about: { path: string }) => void

/**
 * Repairs each recording of `folder` whose owner is gone (its process on this machine is no more, or its marker has
 * not been touched for 10 s) and returns them. Several processes may do so at once: each recording is returned once.
 */
export const recoverRecordings = async (
  folder: string,
  now: number,
  onUnmended: OnUnmended,
): Promise<Recovered[]> => {
  const names = await readdir(join(folder, OPEN_FOLDER)).catch(noFolder)
  const found = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => recoverOne(folder, name, now, onUnmended)),
  )
  return found.filter((recovered) => recovered !== null)
}

const noFolder = (error: NodeJS.ErrnoException): string[] => {
  if (error.code === 'ENOENT') return []
  throw error
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

const recoverOne = async (
  folder: string,
  name: string,
  now: number,
  onUnmended: OnUnmended,
): Promise<Recovered | null> => {
  const markerPath = join(folder, OPEN_FOLDER, name)
  const found = await readMarker(markerPath, now).catch((error: unknown) => {
    onUnmended(error, { path: name })
    return null
  })
  if (!found || (ownerLives(found.marker) && now - found.touchedAt < STALE_MS)) return null
  const { marker } = found
  try {
    const length = await repairWav(join(folder, marker.path))
    // Whoever removes the marker tells of the recording; the repair itself may happen twice.
    await unlink(markerPath)
    return { ...marker, ...length }
  } catch (error) {
    // Without its marker it is tried no more: kept, unless another was first or there is no file to mend.
    if (!isMissing(error) || (await stat(markerPath).catch(() => null)))
      onUnmended(error, { path: marker.path })
    if (isMissing(error)) await unlink(markerPath).catch(() => null)
    return null
  }
}

/** Null when another process has taken it away, or when it cannot be read. */
const readMarker = async (
  path: string,
  now: number,
): Promise<{ marker: OpenMarker; touchedAt: number } | null> => {
  let touchedAt: number
  let text: string
  try {
    touchedAt = (await stat(path)).mtimeMs
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  try {
    return { marker: openMarker.parse(JSON.parse(text)), touchedAt }
  } catch {
    // It was cut off while it was written: nothing had been recorded yet.
    if (now - touchedAt > STALE_MS) await unlink(path).catch(() => null)
    return null
  }
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
