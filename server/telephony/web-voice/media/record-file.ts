/**
 * A recording on disk: a WAV file that grows as sound comes, and beside it a marker in `.open/` that says whose it
 * is while it is open. What `kill -9` leaves behind is found by its marker and made whole by recovery.
 * Nothing here blocks the audio clock: chunks queue, one write runs at a time.
 */
import { type FileHandle, mkdir, open, realpath, unlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { z } from 'zod'
import { RATE } from './frame.ts'
import { WAV_HEADER_BYTES, writeWavHeader } from './wav.ts'

export const OPEN_FOLDER = '.open'
/** 16-bit stereo. */
export const FRAME_BYTES = 4
/** A disk that falls so far behind (a good minute of sound) has failed. */
const BACKLOG_LIMIT = 4_000_000

export const openMarker = z.object({
  callId: z.string(),
  recordingId: z.string(),
  path: z.string(),
  pid: z.number().int(),
  host: z.string(),
})
export type OpenMarker = z.infer<typeof openMarker>

export type RecordLength = { durationMs: number; bytes: number }
export const lengthOf = (dataBytes: number): RecordLength => ({
  durationMs: Math.floor(dataBytes / FRAME_BYTES / (RATE / 1000)),
  bytes: WAV_HEADER_BYTES + dataBytes,
})

export const headerOf = (dataBytes: number): Buffer => writeWavHeader({ rate: RATE, channels: 2, dataBytes })

/** Opens the file of a recording that is new; rejects with EEXIST when there is one. Tests hand in a bad disk. */
export type OpenFile = (path: string) => Promise<Pick<FileHandle, 'write' | 'close'>>
export const openNewFile: OpenFile = (path) => open(path, 'wx')

export type RecordPlace = { folder: string; path: string; callId: string; recordingId: string }

export class RecordFile {
  readonly #markerPath: string
  readonly #handle: Awaited<ReturnType<OpenFile>>
  readonly #onFailed: (error: Error) => void
  #queue: Buffer[] = []
  #queued = 0
  #written = 0
  #writing: Promise<void> | null = null
  #failed = false

  private constructor(
    markerPath: string,
    handle: Awaited<ReturnType<OpenFile>>,
    onFailed: (error: Error) => void,
  ) {
    this.#markerPath = markerPath
    this.#handle = handle
    this.#onFailed = onFailed
  }

  /** Rejects when the path leads out of the folder, the file exists, or the disk refuses. */
  static async create(
    place: RecordPlace,
    openFile: OpenFile,
    onFailed: (error: Error) => void,
  ): Promise<RecordFile> {
    const target = await insideOf(place.folder, place.path)
    const handle = await openFile(target)
    const markerPath = join(place.folder, OPEN_FOLDER, `${encodeURIComponent(place.recordingId)}.json`)
    const { callId, recordingId, path } = place
    const marker: OpenMarker = { callId, recordingId, path, pid: process.pid, host: hostname() }
    try {
      await writeFile(markerPath, JSON.stringify(marker))
      await handle.write(headerOf(0), 0, WAV_HEADER_BYTES, 0)
    } catch (error) {
      await handle.close()
      throw error
    }
    return new RecordFile(markerPath, handle, onFailed)
  }

  get length(): RecordLength {
    return lengthOf(this.#written + this.#queued)
  }

  append(chunk: Buffer): void {
    if (this.#failed) return
    this.#queue.push(chunk)
    this.#queued += chunk.length
    if (this.#queued > BACKLOG_LIMIT) {
      this.#fail(new Error('The disk is too slow for the recording'))
      return
    }
    this.#writing ??= this.#drain()
  }

  async #drain(): Promise<void> {
    try {
      for (let chunk = this.#queue.shift(); chunk && !this.#failed; chunk = this.#queue.shift()) {
        await writeAll(this.#handle, chunk, WAV_HEADER_BYTES + this.#written)
        this.#written += chunk.length
        this.#queued -= chunk.length
      }
    } catch (error) {
      this.#fail(error as Error)
    } finally {
      this.#writing = null
    }
  }

  #fail(error: Error): void {
    if (this.#failed) return
    this.#failed = true
    this.#queue = []
    this.#queued = 0
    this.#onFailed(error)
  }

  /** Says that the owner is alive, once a second. */
  async touch(now: Date): Promise<void> {
    await utimes(this.#markerPath, now, now)
  }

  /** Writes out what waits, makes the header true and lets go. Rejects when the disk refuses the header. */
  async finish(): Promise<RecordLength> {
    while (this.#writing) await this.#writing
    const length = lengthOf(this.#written)
    try {
      await writeAll(this.#handle, headerOf(this.#written), 0)
    } finally {
      await this.#handle.close()
    }
    await unlink(this.#markerPath)
    return length
  }
}

const writeAll = async (
  handle: Awaited<ReturnType<OpenFile>>,
  chunk: Buffer,
  position: number,
): Promise<void> => {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, position + done)
    if (bytesWritten === 0) throw new Error('The disk takes no more')
    done += bytesWritten
  }
}

/** The absolute path, its folders made; a link that leads out of the recordings folder is refused. */
const insideOf = async (folder: string, path: string): Promise<string> => {
  await mkdir(join(folder, OPEN_FOLDER), { recursive: true })
  const root = await realpath(folder)
  const target = join(root, path)
  await mkdir(dirname(target), { recursive: true })
  const parent = await realpath(dirname(target))
  if (parent !== root && !parent.startsWith(root + sep)) throw new Error('The path leads out of the folder')
  return target
}
