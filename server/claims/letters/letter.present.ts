/** What of a letter leaves the server. */
import type { ClaimLetter } from '#shared/claims/letters/letter.contract.ts'
import { personOf } from '../person.present.ts'
import type { LetterRow } from './letter.store.ts'

export const presentLetter = (row: LetterRow): ClaimLetter => ({
  id: row.id,
  number: row.number,
  claim: { id: row.claim_id, number: row.claim_number },
  client: { id: row.client_id, name: row.client_name },
  language: row.language,
  way: row.way,
  recipient: row.recipient,
  email: row.email,
  subject: row.subject,
  body: row.body,
  state: row.state,
  writtenBy: personOf(row.written_by, row.written_by_name),
  registeredAt: row.registered_at,
  sentAt: row.sent_at,
  fault: row.fault,
  sha256: row.sha256,
  hasFile: row.sha256 !== null && row.gone_at === null,
})
