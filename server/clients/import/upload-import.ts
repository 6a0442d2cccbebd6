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
import { type ClientImport, IMPORT_LIMITS, TABLE_KIND } from '#shared/clients/import/import.contract.ts'
import { importUploaded } from '#shared/clients/import/import.events.ts'
import { BadFile } from './file/bad-file.ts'
import { guessReading, kindOfFile, readBeginning } from './file/open-table.ts'
import { mayImport } from './import.policy.ts'
import { presentImport } from './import.present.ts'
import { findImport, insertImport } from './import.store.ts'
import { importFile, importsFolder } from './import-files.ts'
import { recallColumns } from './recall-columns.ts'

/** @throws 413 `too_large`; 422 at `file` with what is wrong with it; 403 */
export const uploadImport = async (
  platform: Platform,
  actor: Actor,
  fileName: string,
  request: Request,
): Promise<ClientImport> => {
  mayImport(actor)
  if (!request.is(TABLE_KIND)) throw invalid({ file: 'required' })
  const id = randomUUID()
  const path = importFile(platform.config, id)
  await mkdir(importsFolder(platform.config), { recursive: true })
  try {
    const bytes = await store(request, path)
    await enter(platform, actor, { id, fileName, path, bytes })
  } catch (error) {
    await rm(path, { force: true })
    throw error instanceof BadFile ? invalid({ file: error.fault }) : error
  }
  return presentImport((await findImport(platform.db, id))!, platform.clock.now())
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

const enter = async (
  { db, clock }: Platform,
  actor: Actor,
  file: { id: string; fileName: string; path: string; bytes: number },
): Promise<void> => {
  const kind = await kindOfFile(file.path)
  const { reading, sheets } = await guessReading(file.path, kind)
  const { heads, samples } = await readBeginning({ path: file.path, kind, reading })
  const at = clock.now()
  await inTransaction(db, async (trx) => {
    const { columns, defaults } = await recallColumns(trx, actor.userId, heads)
    await insertImport(trx, {
      id: file.id,
      fileName: file.fileName,
      fileKind: kind,
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
    await appendEvent(trx, importUploaded, { subjectId: file.id, actorId: actor.userId, at, data: {} })
  })
}
