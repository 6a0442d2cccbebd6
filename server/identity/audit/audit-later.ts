/**
 * For refusals: the answer does not wait for the audit, and a refused visitor cannot slow the hub by being refused.
 * What cannot be written is tried again each second; what cannot be kept goes to the log whole, never nowhere.
 */
import type { Platform } from '#server/platform/platform.ts'
import { untraced } from '#server/platform/trace.ts'
import { type AuditEntry, audit } from './audit.store.ts'

const RETRY_MS = 1_000
const MOST_WAITING = 10_000
const BATCH = 200

type Writer = { waiting: AuditEntry[]; writing: Promise<void> | null }
const writers = new WeakMap<object, Writer>()

const writerOf = (platform: Platform): Writer => {
  const writer = writers.get(platform.db) ?? { waiting: [], writing: null }
  writers.set(platform.db, writer)
  return writer
}

export const auditLater = (platform: Platform, entry: AuditEntry): void => {
  const writer = writerOf(platform)
  if (writer.waiting.length >= MOST_WAITING) {
    platform.log.error({ audit: entry }, 'audit is full: this entry stands only here')
    return
  }
  writer.waiting.push(entry)
  start(platform, writer)
}

const start = (platform: Platform, writer: Writer): void => {
  if (writer.writing) return
  writer.writing = untraced(() => writeAll(platform, writer))
    .then(() => {
      writer.writing = null
      if (writer.waiting.length > 0) start(platform, writer)
    })
    .catch((error: unknown) => {
      writer.writing = null
      platform.log.error(
        { err: error, waiting: writer.waiting.length },
        'audit cannot be written, will retry',
      )
      setTimeout(() => start(platform, writer), RETRY_MS).unref()
    })
}

const writeAll = async (platform: Platform, writer: Writer): Promise<void> => {
  while (writer.waiting.length > 0) {
    const batch = writer.waiting.slice(0, BATCH)
    await audit(platform.db, ...batch)
    writer.waiting.splice(0, batch.length)
  }
}

/** Waits until what was put aside is written; at the end of a process what still cannot be goes to the log. */
export const flushAudit = async (platform: Platform): Promise<void> => {
  const writer = writerOf(platform)
  if (writer.waiting.length > 0) start(platform, writer)
  await writer.writing
  for (const entry of writer.waiting) {
    platform.log.error({ audit: entry }, 'audit could not be written: this entry stands only here')
  }
}
