/**
 * A file comes onto a claim. Its row is there before its first byte, so that nothing lies in the storage that no row knows;
 * it is nobody's to read until it is whole, is of a kind that claims take, and a scanner has found nothing in it.
 */
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { scannerOf } from '#server/platform/scanner/open-scanner.ts'
import { storageOf } from '#server/platform/storage/open-storage.ts'
import type { Attachment } from '#shared/claims/attachments/attachment.contract.ts'
import { safeName } from '#shared/claims/attachments/attachment-name.ts'
import { lockClaim } from '../claim.store.ts'
import { claimToWork } from '../claim-to-work.ts'
import { presentAttachment } from './attachment.present.ts'
import { countStanding, deleteArriving, findAttachment, insertArriving } from './attachment.store.ts'
import { incomingFile, keyOf } from './attachment-file.ts'
import { readLimits } from './attachment-limits.ts'
import { type Received, receiveFile, tooLarge } from './receive-file.ts'
import { stepAttachment } from './step-attachment.ts'

export type ComingFile = {
  claimId: string
  /** As its giver named it. */
  name: string
  source: Readable
  /** As announced, if it was; refused before a byte is read when it is too much. */
  announced: number | null
}

/**
 * @throws 413 `too_large`; 409 `too_many_files`, `closed`, `erased`; 422 at `file`; 403 without the right to work the claim; 404
 */
export const attachFile = async (platform: Platform, actor: Actor, file: ComingFile): Promise<Attachment> => {
  await claimToWork(platform.db, actor, file.claimId)
  return attach(platform, { ...file, origin: 'house', by: actor.userId })
}

/** What is done with it in the transaction by which it comes to stand on the claim: both happen, or neither. */
type OnArrival = (trx: Trx, file: { id: string; name: string }) => Promise<unknown>

/** The client's own, over a page of theirs: that page has made sure whose claim it is. @throws as `attachFile` */
export const attachClientFile = (
  platform: Platform,
  file: ComingFile,
  onArrival?: OnArrival,
): Promise<Attachment> => attach(platform, { ...file, origin: 'client', by: null, onArrival })

type Coming = ComingFile & {
  origin: 'house' | 'client'
  by: string | null
  onArrival?: OnArrival | undefined
}

const attach = async (platform: Platform, file: Coming): Promise<Attachment> => {
  const { db, config } = platform
  const limits = await readLimits(db)
  if ((file.announced ?? 0) > limits.bytes) throw tooLarge(limits.bytes)
  const id = await expect(platform, file, limits.count)
  const place = incomingFile(config, id)
  try {
    const received = await receiveFile(file.source, place, limits.bytes)
    await storageOf(config).put(keyOf(id), place)
    await arrive(platform, id, file, received)
  } catch (error) {
    await storageOf(config)
      .remove(keyOf(id))
      .catch(() => undefined)
    await deleteArriving(db, id)
    throw error
  } finally {
    await rm(place, { force: true })
  }
  return presentAttachment((await findAttachment(db, id))!)
}

/** With the claim held: as many as may stand on it, however many come at once. */
const expect = (platform: Platform, file: Coming, most: number): Promise<string> =>
  inTransaction(platform.db, async (trx) => {
    const claim = await lockClaim(trx, { kind: 'all' }, file.claimId)
    if (!claim) throw notFound('claim', file.claimId)
    if (claim.client_erased_at) throw conflict('erased')
    if (claim.closed_at) throw conflict('closed', { state: claim.state })
    if ((await countStanding(trx, claim.id)) >= most) throw conflict('too_many_files', { most })
    return insertArriving(trx, {
      claimId: claim.id,
      name: '',
      origin: file.origin,
      addedBy: file.by,
      at: platform.clock.now(),
    })
  })

const arrive = (platform: Platform, id: string, file: Coming, { kind, bytes, sha256 }: Received) =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const row = { id, claim_id: file.claimId, kind, bytes, origin: file.origin }
    const name = safeName(file.name, kind)
    await file.onArrival?.(trx, { id, name })
    const facts = { name, kind, bytes, sha256, scan_at: new Date(at) }
    if (!(await stepAttachment(trx, row, { move: 'arrive', actorId: file.by, at, facts })))
      throw conflict('gone_already')
    if (!scannerOf(platform.config)) await stepAttachment(trx, row, { move: 'pass', actorId: null, at })
  })
