/** Takes a file in: onto the disk as it comes, never whole into memory, and looks at its beginning. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request } from 'express'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { HubError, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { IMPORT_LIMITS, TABLE_KIND } from '#shared/imports/import-file.contract.ts'
import { BadFile } from './file/bad-file.ts'
import { guessReading, kindOfFile, readBeginning } from './file/open-table.ts'
import type { ImportRecord } from './import.store.ts'
import { importFile, importsFolder } from './import-files.ts'
import type { ImportKind } from './import-kind.ts'
import { recallColumns } from './recall-columns.ts'
import type { StagedRow } from './staged-row.store.ts'

/** @throws 413 `too_large`; 422 at `file` with what is wrong with it; 403 */
export const takeFile = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  platform: Platform,
  actor: Actor,
  { name, request }: { name: string; request: Request },
): Promise<R> => {
  kind.mayImport(actor)
  if (!request.is(TABLE_KIND)) throw invalid({ file: 'required' })
  const id = randomUUID()
  const path = importFile(platform.config, id)
  await mkdir(importsFolder(platform.config), { recursive: true })
  try {
    const bytes = await store(request, path)
    await enter(kind, platform, actor, { id, fileName: name, path, bytes })
  } catch (error) {
    await rm(path, { force: true })
    throw error instanceof BadFile ? invalid({ file: error.fault }) : error
  }
  return (await kind.store.findImport(platform.db, id))!
}

/** On the disk before it is answered; how many bytes. */
const store = async (request: Request, path: string): Promise<number> => {
  if (Number(request.headers['content-length'] ?? 0) > IMPORT_LIMITS.bytes) throw tooLarge()
  const part = `${path}.part`
  let bytes = 0
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length
      done(bytes > IMPORT_LIMITS.bytes ? tooLarge() : null, chunk)
    },
  })
  try {
    await pipeline(request, counted, createWriteStream(part))
    const file = await open(part, 'r+')
    await file.sync().finally(() => file.close())
    await rename(part, path)
    return bytes
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

const tooLarge = () => new HubError('too_large', 413, { limit: IMPORT_LIMITS.bytes })

const enter = async <R extends ImportRecord, Row extends StagedRow>(
  kind: ImportKind<R, Row>,
  { db, clock }: Platform,
  actor: Actor,
  file: { id: string; fileName: string; path: string; bytes: number },
): Promise<void> => {
  const fileKind = await kindOfFile(file.path)
  const { reading, sheets } = await guessReading(file.path, fileKind)
  const { heads, samples } = await readBeginning({ path: file.path, kind: fileKind, reading })
  const at = clock.now()
  await inTransaction(db, async (trx) => {
    const { columns, defaults } = await recallColumns(kind, trx, actor.userId, heads)
    await kind.store.insertImport(trx, {
      id: file.id,
      fileName: file.fileName,
      fileKind,
      bytes: file.bytes,
      reading,
      sheets,
      heads,
      samples,
      columns,
      defaults,
      by: actor.userId,
      at,
    })
    await appendEvent(trx, kind.uploaded, { subjectId: file.id, actorId: actor.userId, at, data: {} })
  })
}
