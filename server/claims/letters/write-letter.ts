/** A letter is written: its words are fixed, and it takes the next number of its market and year, without gaps. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { lockRequest } from '#server/sales/index.ts'
import type { ClaimLetter, NewLetter } from '#shared/claims/letters/letter.contract.ts'
import { letterStates } from '#shared/claims/letters/letter.state.ts'
import type { ClaimRow } from '../claim.store.ts'
import { workedClaim } from '../claim-to-work.ts'
import { inLanguage } from './draft-letter.ts'
import { presentLetter } from './letter.present.ts'
import { findLetterByRequest, insertLetter } from './letter.store.ts'
import { takeLetterNumber } from './letter-number.store.ts'
import { emailsOf } from './recipient.store.ts'
import { tellLetter } from './step-letter.ts'
import { findTemplate } from './template.store.ts'

/**
 * The same `requestId` answers the letter that it wrote, to whoever wrote it.
 * @throws 409 `erased`, `exists`; 422 at `templateId`, `addressId`; 403; 404
 */
export const writeLetter = (
  platform: Platform,
  actor: Actor,
  claimId: string,
  input: NewLetter,
): Promise<ClaimLetter> =>
  inTransaction(platform.db, async (trx) => {
    const at = platform.clock.now()
    const claim = await workedClaim(trx, actor, claimId)
    await lockRequest(trx, input.requestId)
    const before = await findLetterByRequest(trx, input.requestId)
    if (before && (before.written_by !== actor.userId || before.claim_id !== claimId))
      throw conflict('exists')
    if (before) return presentLetter(before)
    const words = await wordsOf(trx, claim, input)
    const { number, day } = await takeLetterNumber(trx, claim.market_id, at)
    const id = await insertLetter(trx, {
      ...words,
      claim_id: claimId,
      number,
      day,
      written_by: actor.userId,
      registered_at: new Date(at),
    })
    const { way } = words
    const letter = { id, claim_id: claimId, number, way }
    await tellLetter(trx, letter, { to: letterStates.initial, actorId: actor.userId, at })
    return presentLetter((await findLetterByRequest(trx, input.requestId))!)
  })

const wordsOf = async (trx: Trx, claim: ClaimRow, input: NewLetter) => {
  const template = await findTemplate(trx, input.templateId)
  if (!template?.active) throw invalid({ templateId: 'unknown' })
  const email = input.addressId === null ? null : await emailOf(trx, claim, input.addressId)
  return {
    request_id: input.requestId,
    template_id: template.id,
    template_version: template.version,
    language: input.language,
    way: email === null ? ('paper' as const) : ('mail' as const),
    recipient: input.recipient,
    email,
    head: inLanguage(template, input.language).head,
    subject: input.subject,
    body: input.body,
  }
}

/** Only where the client is known to be: a letter with their affairs goes nowhere else. */
const emailOf = async (trx: Trx, claim: ClaimRow, addressId: string): Promise<string> => {
  const found = (await emailsOf(trx, claim)).find(({ id }) => id === addressId)
  if (!found) throw invalid({ addressId: 'unknown' })
  return found.email
}
