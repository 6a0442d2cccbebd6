/** Letters of a claim, the registry of all, and the file of one as it was sent. */
import type { Response } from 'express'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { notFound } from '#server/platform/errors.ts'
import type { SENT } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { sendStream } from '#server/platform/send-stream.ts'
import { storageOf } from '#server/platform/storage/open-storage.ts'
import { ifMissing } from '#server/platform/storage/storage.ts'
import { LETTER_KIND } from '#shared/claims/letters/letter-kind.ts'
import { findClaim } from '../claim.store.ts'
import { reaches } from '../claim-rights.ts'
import { presentLetter } from './letter.present.ts'
import { findLetter, type LetterRow, lettersOf, listRegistry, type RegistryFilter } from './letter.store.ts'
import { letterKey } from './make-letters.ts'
import { emailsOf, languageFor } from './recipient.store.ts'

export const readClaimLetters = async ({ db }: Platform, actor: Actor, claimId: string) => {
  const claim = await findClaim(db, reachOf(actor, 'claim.read'), claimId)
  if (!claim) throw notFound('claim', claimId)
  const mayWrite = claim.client_erased_at === null && (await reaches(db, actor, 'claim.work', claimId))
  const emails = mayWrite ? await emailsOf(db, claim) : []
  return {
    letters: (await lettersOf(db, claimId)).map(presentLetter),
    emails: emails.map(({ id, email, person }) => ({ id, email, person })),
    language: (await languageFor(db, claim)).language,
    mayWrite,
  }
}

export const readRegistry = async ({ db }: Platform, actor: Actor, filter: RegistryFilter) => {
  const rows = await listRegistry(db, reachOf(actor, 'claim.read'), { ...filter, limit: filter.limit + 1 })
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    letters: page.map(presentLetter),
    next: rows.length > page.length && last ? `${last.registered_at}_${last.id}` : null,
  }
}

/** @throws as `sendLetter`; 404 beyond the actor's reach */
export const sendLetterFile = async (
  platform: Platform,
  actor: Actor,
  letterId: string,
  response: Response,
): Promise<typeof SENT> => {
  const letter = await findLetter(platform.db, reachOf(actor, 'claim.read'), letterId)
  if (!letter) throw notFound('letter', letterId)
  return sendLetter(platform, letter, response)
}

/** To whoever may have it. @throws 404 until it is made, and once whom it is to was erased */
export const sendLetter = async (
  { config }: Pick<Platform, 'config'>,
  letter: LetterRow,
  response: Response,
): Promise<typeof SENT> => {
  if (!letter.sha256 || letter.gone_at !== null) throw notFound('letter', letter.id)
  const file = await storageOf(config)
    .read(letterKey(letter.id))
    .catch(ifMissing(notFound('letter', letter.id)))
  const disposition = `inline; filename="${letter.number}.pdf"`
  return sendStream(response, { file, kind: LETTER_KIND, bytes: letter.bytes, disposition })
}
