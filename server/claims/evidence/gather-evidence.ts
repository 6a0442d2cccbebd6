/** All that there is of a claim: what its page shows, what was said and written, and the files, each with its sum. */
import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '#server/platform/actor.ts'
import type { Platform } from '#server/platform/platform.ts'
import { storageOf } from '#server/platform/storage/open-storage.ts'
import { isStored } from '#server/platform/storage/storage.ts'
import { summing } from '#server/platform/summing.ts'
import type { Packed } from '#server/platform/write-zip.ts'
import { recordingsFolder } from '#server/telephony/index.ts'
import type { ClaimPage } from '#shared/claims/claim.contract.ts'
import type { Receipt } from '#shared/claims/clock.contract.ts'
import { attachmentsOf } from '../attachments/attachment.store.ts'
import { hasAttachmentFile, readAttachmentFile } from '../attachments/attachment-file.ts'
import { readReceipt } from '../clocks/receipt/read-receipt.ts'
import { listMessages } from '../follow/message.store.ts'
import { lettersOf } from '../letters/letter.store.ts'
import { letterKey } from '../letters/make-letters.ts'
import { readClaim } from '../read-claims.ts'
import { hasLetterFile, isToBePacked, type KeptRecording, type Material } from './document.ts'
import type { EvidenceRow } from './evidence.store.ts'
import { contactsByIds, messagesOf, type RecordingRow, recordingsOf } from './talks.store.ts'

/** `id`: of what it is the file of. */
export type PackedFile = Packed & { id: string }

/** The hub itself, reading what somebody who may has asked for. */
const readerFor = ({ asked_by, language }: EvidenceRow): Actor => ({
  userId: asked_by ?? '',
  sessionId: '',
  name: '',
  language,
  roles: [],
  departmentIds: [],
  marketId: null,
  grants: new Map([['claim.read', 'all']]),
})

export const gatherEvidence = async (
  platform: Platform,
  pack: EvidenceRow,
): Promise<{ material: Material; files: PackedFile[] }> => {
  const { db, clock } = platform
  const { claim_id: claimId } = pack
  const reader = readerFor(pack)
  const page = await readClaim(db, reader, claimId, clock.now())
  const receipts = new Map<string, Receipt>()
  for (const { id } of page.clocks)
    receipts.set(id, await readReceipt(db, reader, { id: claimId, clock: id }, clock.now()))
  const contacts = contactsOf(page)
  const material: Material = {
    page,
    receipts,
    contacts: await contactsByIds(db, contacts),
    recordings: await presentRecordings(platform, await recordingsOf(db, contacts)),
    messages: await messagesOf(db, contacts),
    written: await listMessages(db, claimId),
    letters: (await lettersOf(db, claimId)).reverse(),
    attachments: await attachmentsOf(db, claimId),
  }
  return { material, files: await storedFiles(platform, material) }
}

/** Those that it came from, and those that it was told of since. */
const contactsOf = ({ interactionId, details }: ClaimPage): string[] => [
  ...new Set([...(interactionId ? [interactionId] : []), ...details.interactionIds]),
]

/** What the storage has lost is named in the document; the rest is handed out all the same. */
const storedFiles = async (platform: Platform, material: Material): Promise<PackedFile[]> => {
  const files: PackedFile[] = []
  for (const { isThere, ...file } of filesOf(platform, material)) if (await isThere()) files.push(file)
  return files
}

type Listed = PackedFile & { isThere: () => Promise<boolean> }

const filesOf = ({ config }: Platform, { recordings, letters, attachments }: Material): Listed[] => [
  ...attachments.filter(isToBePacked).map((file, at) => ({
    id: file.id,
    name: `attachments/${String(at + 1).padStart(2, '0')} ${file.name}`,
    bytes: file.bytes ?? 0,
    isThere: () => hasAttachmentFile(config, file.id),
    open: () => readAttachmentFile(config, file.id),
  })),
  ...letters.filter(hasLetterFile).map((letter) => ({
    id: letter.id,
    name: `letters/${letter.number}.pdf`,
    bytes: letter.bytes ?? 0,
    isThere: () => isStored(storageOf(config), letterKey(letter.id)),
    open: () => storageOf(config).read(letterKey(letter.id)),
  })),
  ...recordings.map((recording) => ({
    id: recording.id,
    name: `recordings/${new Date(recording.started_at).toISOString().slice(0, 10)}-${recording.id}.wav`,
    bytes: recording.bytes,
    isThere: async () => true,
    open: async () => createReadStream(join(recordingsFolder(config), recording.path)),
  })),
]

/** Those whose file is there. */
const presentRecordings = async (
  { config }: Platform,
  rows: readonly RecordingRow[],
): Promise<KeptRecording[]> => {
  const kept: KeptRecording[] = []
  for (const row of rows) {
    const place = join(recordingsFolder(config), row.path)
    if (!(await isThere(place))) continue
    const sum = summing()
    await pipeline(createReadStream(place), sum.stream.resume())
    kept.push({ ...row, ...sum.read() })
  }
  return kept
}

const isThere = (place: string): Promise<boolean> =>
  access(place).then(
    () => true,
    () => false,
  )
