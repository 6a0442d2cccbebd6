/** What of a file of evidence leaves the server. */
import type { EvidencePack } from '#shared/claims/evidence/evidence.contract.ts'
import type { EvidenceRow } from './evidence.store.ts'

export const packNumber = (row: Pick<EvidenceRow, 'claim_number' | 'ordinal'>): string =>
  `${row.claim_number}/${row.ordinal}`

export const presentPack = (row: EvidenceRow): EvidencePack => ({
  id: row.id,
  number: packNumber(row),
  language: row.language,
  state: row.state,
  askedBy: row.by_name,
  askedAt: row.asked_at,
  readyAt: row.ready_at,
  expiresAt: row.expires_at,
  bytes: row.bytes,
  pages: row.pages,
  sha256: row.sha256,
})
