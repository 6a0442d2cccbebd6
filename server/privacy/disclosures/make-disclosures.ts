/** Makes the files that were asked for: what a person reads, what a program reads, the recordings and attachments. */
import { access, mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ZipFile } from 'yazl'
import { hasAttachmentFile, readAttachmentFile } from '#server/claims/index.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { type Packed, writeZip } from '#server/platform/write-zip.ts'
import { recordingsFolder } from '#server/telephony/index.ts'
import { disclosureWords } from '#shared/privacy/disclosure-words.ts'
import { whoseOf } from '../whose.ts'
import { askedDisclosures, type DisclosureRow } from './disclosure.store.ts'
import { disclosurePage } from './disclosure-page.ts'
import { disclosuresFolder, fileOf, partOf } from './disclosures-folder.ts'
import {
  addresseeOf,
  gatherAttachments,
  gatherRecordings,
  gatherSections,
  type KeptAttachment,
  type KeptRecording,
  type Row,
  type Sections,
} from './gather.store.ts'
import { stepDisclosure } from './step-disclosure.ts'

/** Long enough to be handed over, ms. */
const KEPT_MS = 7 * 86_400_000

/** Begun anew after a crash: it is asked for until it is ready. */
export const makeDisclosures = async (platform: Platform): Promise<void> => {
  for (const row of await askedDisclosures(platform.db)) {
    const bytes = await make(platform, row).catch(async (error: unknown) => {
      platform.log.error({ err: error, disclosureId: row.id }, 'a client’s data could not be made a file')
      await rm(placeOf(platform, partOf(row.id)), { force: true })
      return null
    })
    const at = platform.clock.now()
    const ready = { ready_at: new Date(at), expires_at: new Date(at + KEPT_MS), bytes: bytes ?? 0 }
    const stepped = await inTransaction(platform.db, (trx) =>
      bytes === null
        ? stepDisclosure(trx, row, 'fail', { at })
        : stepDisclosure(trx, row, 'finish', { at, ...ready }),
    )
    // Whom it is of was erased meanwhile.
    if (!stepped) await rm(placeOf(platform, fileOf(row.id)), { force: true })
  }
}

const placeOf = ({ config }: Platform, file: string): string => join(disclosuresFolder(config), file)

/** Its size in bytes. */
const make = async (platform: Platform, { id, client_id }: DisclosureRow): Promise<number> => {
  const { db, config, clock } = platform
  const whose = await whoseOf(db, { clientId: client_id, personId: null })
  const addressee = await addresseeOf(db, client_id)
  if (!addressee) throw new Error('there is no such card')
  const gathered = await gatherSections(db, whose, addressee.language)
  const attachments = await presentAttachments(platform, await gatherAttachments(db, whose))
  const sections = withLost(gathered, attachments, disclosureWords[addressee.language].lost)
  const recordings = await presentFiles(recordingsFolder(config), await gatherRecordings(db, whose))
  const madeAt = clock.now()
  const listed = recordings.map(
    ({ name, row }): Row => ({
      started_at: row.started_at,
      duration: row.duration_ms === null ? null : Math.round(row.duration_ms / 1_000),
      file: name,
    }),
  )
  const data = Object.fromEntries(sections.map(({ code, rows }) => [code, rows.map(inIso)]))
  const whole = { madeAt: new Date(madeAt).toISOString(), ...data, recordings: listed.map(inIso) }
  const [part, target] = [placeOf(platform, partOf(id)), placeOf(platform, fileOf(id))]
  await mkdir(disclosuresFolder(config), { recursive: true })
  const fill = (zip: ZipFile): void => {
    zip.addBuffer(
      Buffer.from(disclosurePage({ addressee, madeAt, sections, recordings: listed })),
      'data.html',
    )
    zip.addBuffer(Buffer.from(JSON.stringify(whole, null, 2)), 'data.json')
    // Sound does not grow smaller by it.
    for (const { name, place } of recordings) zip.addFile(place, name, { compress: false })
  }
  await writeZip(part, fill, attachments)
  await rename(part, target)
  return (await stat(target)).size
}

/** Without those that the storage has lost. */
const presentAttachments = async ({ config }: Platform, rows: KeptAttachment[]): Promise<Packed[]> => {
  const files: Packed[] = []
  for (const { id, file, bytes } of rows)
    if (await hasAttachmentFile(config, id))
      files.push({ name: file, bytes, open: () => readAttachmentFile(config, id) })
  return files
}

/** An attachment that is not in the archive says so, and names no place where nothing is. */
const withLost = (sections: Sections, files: Packed[], lost: string): Sections => {
  const names = new Set<unknown>(files.map(({ name }) => name))
  return sections.map(({ code, rows }) => ({
    code,
    rows:
      code === 'attachments' ? rows.map((row) => (names.has(row.file) ? row : { ...row, file: lost })) : rows,
  }))
}

const presentFiles = async (folder: string, rows: KeptRecording[]) => {
  const files: { row: KeptRecording; place: string; name: string }[] = []
  for (const row of rows) {
    const place = join(folder, row.path)
    const day = new Date(row.started_at).toISOString().slice(0, 10)
    const isThere = await access(place).then(
      () => true,
      () => false,
    )
    if (isThere) files.push({ row, place, name: `recordings/${day}-${row.id}.wav` })
  }
  return files
}

const inIso = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      column.endsWith('_at') && typeof value === 'number' ? new Date(value).toISOString() : value,
    ]),
  )
