/** Makes the files of evidence that were asked for: the document, and beside it every file that it lists. */
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inTransaction } from '#server/platform/database.ts'
import { writePdf } from '#server/platform/pdf/write-pdf.ts'
import type { Platform } from '#server/platform/platform.ts'
import { writeZip } from '#server/platform/write-zip.ts'
import { evidenceWords } from '#shared/claims/evidence/evidence-words.ts'
import { findClaim } from '../claim.store.ts'
import { languageFor } from '../letters/recipient.store.ts'
import { documentOf } from './document.ts'
import { packNumber } from './evidence.present.ts'
import { askedPacks, type EvidenceRow } from './evidence.store.ts'
import { evidenceFolder, fileOfPack } from './evidence-folder.ts'
import { evidencePdf } from './evidence-pdf.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { stepEvidence } from './step-evidence.ts'

/** Long enough for a lawyer to come back from a holiday, ms. */
const KEPT_MS = 14 * 86_400_000

type Made = { bytes: number; pages: number; sha256: string }

/** Begun anew after a crash: it is asked for until it is ready. */
export const makeEvidence = async (platform: Platform): Promise<void> => {
  const { db, config, clock, log } = platform
  for (const row of await askedPacks(db)) {
    const made = await make(platform, row).catch((error: unknown) => {
      log.error({ err: error, packId: row.id }, 'evidence could not be made a file')
      return null
    })
    const at = clock.now()
    const times = { ready_at: new Date(at), expires_at: new Date(at + KEPT_MS) }
    const stepped = await inTransaction(db, (trx) =>
      stepEvidence(
        trx,
        row,
        made ? { move: 'finish', at, facts: { ...made, ...times } } : { move: 'fail', at },
      ),
    )
    // Whom it is about was erased meanwhile.
    if (!stepped) await rm(join(evidenceFolder(config), fileOfPack(row.id)), { force: true })
  }
}

const make = async (platform: Platform, row: EvidenceRow): Promise<Made> => {
  const { config, clock } = platform
  const folder = evidenceFolder(config)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const document = join(folder, `${row.id}.pdf.new`)
  const part = join(folder, `${fileOfPack(row.id)}.new`)
  try {
    const { material, files } = await gatherEvidence(platform, row)
    const { pdf, pages } = await paper(platform, row, { material, files, madeAt: clock.now() })
    const { sha256 } = await writePdf(pdf, document)
    const name = `${packNumber(row).replace('/', '-')}.pdf`
    await writeZip(part, (archive) => archive.addFile(document, name, { compress: false }), files)
    await rename(part, join(folder, fileOfPack(row.id)))
    return { pages, sha256, bytes: (await stat(join(folder, fileOfPack(row.id)))).size }
  } finally {
    await rm(document, { force: true })
    await rm(part, { force: true })
  }
}

const paper = async (
  { db }: Platform,
  row: EvidenceRow,
  {
    material,
    files,
    madeAt,
  }: Pick<Awaited<ReturnType<typeof gatherEvidence>>, 'material' | 'files'> & { madeAt: number },
) => {
  const words = evidenceWords[row.language]
  const claim = (await findClaim(db, { kind: 'all' }, row.claim_id))!
  const { zone } = await languageFor(db, claim)
  const format = new Intl.DateTimeFormat(row.language === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: zone,
  })
  const moment = (at: number) => format.format(at)
  const places = new Map(files.map(({ id, name }) => [id, name]))
  return evidencePdf(
    documentOf(material, { words, language: row.language, moment, places }),
    {
      number: packNumber(row),
      language: row.language,
      claimNumber: row.claim_number,
      client: claim.client_name,
      askedBy: row.by_name ? words.madeBy(row.by_name) : '',
      madeAt,
      madeText: moment(madeAt),
      zone: words.zone(zone),
    },
    words,
  )
}
