/** Takes the bytes in: onto the disk as they come, counted and summed, never whole into memory; then their kind. */
import { createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileTypeFromFile } from 'file-type'
import { HubError, invalid } from '#server/platform/errors.ts'
import { type Sum, summing } from '#server/platform/summing.ts'
import { within } from '#server/platform/within.ts'
import { attachmentKinds, kindOfText } from '#shared/claims/attachments/attachment-kinds.ts'

/** A file that takes longer to be told is made to. */
const TELL_MS = 5_000
const BEGINNING = 65_536

export type Received = Sum & { kind: string }

/** @throws 413 `too_large` beyond `limit` bytes; 422 at `file` for a kind that a claim does not take, or nothing at all */
export const receiveFile = async (source: Readable, place: string, limit: number): Promise<Received> => {
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
  const sum = summing({ bytes: limit, beyond: () => tooLarge(limit) })
  await pipeline(source, sum.stream, createWriteStream(place, { mode: 0o600 }))
  const received = sum.read()
  if (received.bytes === 0) throw invalid({ file: 'nothing_in_file' })
  const kind = await kindOf(place)
  if (!kind) throw invalid({ file: 'bad_kind_of_file' })
  return { ...received, kind }
}

export const tooLarge = (limit: number) => new HubError('too_large', 413, { limit })

/** By content alone; null for what is not taken. */
const kindOf = async (place: string): Promise<string | null> => {
  const told = await within(TELL_MS, fileTypeFromFile(place)).catch(() => null)
  if (told === null) return null
  if (told) {
    const kind = told.mime.split(';')[0] ?? ''
    return attachmentKinds[kind] ? kind : null
  }
  return kindOfText(await beginningOf(place))
}

const beginningOf = async (place: string): Promise<string> => {
  const file = await open(place, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0)
    return textOf(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** What is not UTF-8 is read as the Windows of Cyrillic: what looks like a page looks so in both. */
const textOf = (bytes: Buffer): string => {
  try {
    // A letter of several bytes may be cut in two at the end of what was read.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}
