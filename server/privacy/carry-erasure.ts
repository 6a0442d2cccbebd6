/**
 * Carries an erasure to its end: recordings, attachments and letters, then what lies in the tables, in batches short enough for the readers of the
 * log, then the card itself. Every step passes by what is done already, so it may be begun anew at any point.
 */

import { eraseAttachments, eraseEvidence, eraseLetters } from '#server/claims/index.ts'
import {
  addressesOfPerson,
  eraseCard,
  eraseContact,
  familyOf,
  holdCards,
  languageOfClient,
  personOfCard,
} from '#server/clients/index.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { eraseRecordings } from '#server/telephony/index.ts'
import { erasedClientName, erasedPersonName } from '#shared/privacy/erased-name.ts'
import type { IdentityPlace } from '#shared/privacy/identity-place.ts'
import { identityPlaces } from '#shared/privacy/identity-places.ts'
import { maskPattern } from '#shared/privacy/mask-pattern.ts'
import { clientErased } from '#shared/privacy/privacy.events.ts'
import { forgetDisclosuresOf } from './disclosures/forget-disclosures.ts'
import { type ErasureRow, erasuresGoing, findErasure, finishErasure, holdErasure } from './erasure.store.ts'
import { erasePlace, keysOf, maskPlace, type Whose } from './identity.store.ts'
import { countHindrances } from './preview.store.ts'
import { whoseOf } from './whose.ts'

/** Keys a transaction: found by their index, and few, so that it is short (invariant 4). */
const BATCH = 200

/** True when nothing of it is left; false when something is still to come, or at work: it is tried again. */
const carryErasure = async (platform: Platform, id: string): Promise<boolean> => {
  const { db } = platform
  const erasure = await findErasure(db, id)
  if (!erasure || erasure.state === 'done') return true
  const whose = await whoseOf(db, { clientId: erasure.client_id, personId: erasure.person_id })
  if (!(await eraseRecordings(platform, await keysOf(db, 'calls', whose)))) return false
  const claims = await keysOf(db, 'claims', whose)
  if (!(await eraseAttachments(platform, claims))) return false
  await eraseLetters(platform, claims)
  await eraseEvidence(platform, claims)
  const family = await familyOf(db, erasure.client_id)
  if (erasure.person_id) await maskPerson(platform, erasure.person_id, erasure.client_id, family)
  await atAllPlaces(platform, identityPlaces, whose, erasePlace)
  await forgetDisclosuresOf(platform, family)
  return inTransaction(db, (trx) => finish(trx, erasure, { family, whose, at: platform.clock.now() }))
}

export const carryErasures = async (platform: Platform): Promise<void> => {
  for (const { id } of await erasuresGoing(platform.db)) await carryOrLater(platform, id)
}

/** What cannot be done now (a disk that does not answer) does not hold up the others, and is tried again. */
export const carryOrLater = async (platform: Platform, id: string): Promise<void> => {
  await carryErasure(platform, id).catch((error: unknown) =>
    platform.log.error(
      { err: error, erasureId: id },
      'an erasure did not come to its end; it is tried again',
    ),
  )
}

const atAllPlaces = async (
  { db }: Platform,
  places: readonly IdentityPlace[],
  whose: Whose,
  deed: (trx: Trx, place: IdentityPlace, keys: string[]) => Promise<void>,
): Promise<void> => {
  for (const place of places) {
    const keys = await keysOf(db, place.list, whose)
    for (let from = 0; from < keys.length; from += BATCH) {
      await inTransaction(db, (trx) => deed(trx, place, keys.slice(from, from + BATCH)))
    }
  }
}

/** In what others have typed about the company. */
const maskPerson = async (
  platform: Platform,
  personId: string,
  clientId: string,
  family: string[],
): Promise<void> => {
  const { db } = platform
  const person = await personOfCard(db, clientId, personId)
  const addresses = await addressesOfPerson(db, personId)
  const pattern = maskPattern({
    name: person?.name ?? '',
    phones: addresses.filter(({ kind }) => kind === 'phone').map(({ value }) => value),
    others: addresses.filter(({ kind }) => kind !== 'phone').map(({ value }) => value),
  })
  if (!pattern) return
  const company: Whose = { clients: family, persons: [], addresses: [] }
  const typed = identityPlaces.filter((place) => place.typed)
  await atAllPlaces(platform, typed, company, (trx, place, keys) => maskPlace(trx, place, keys, pattern))
}

/** What was begun while the card was being closed is erased in another round, when it is over. */
const finish = async (
  trx: Trx,
  erasure: ErasureRow,
  { family, whose, at }: { family: string[]; whose: Whose; at: number },
): Promise<boolean> => {
  await holdErasure(trx, erasure.id)
  await holdCards(trx, family)
  if ((await countHindrances(trx, whose)).length > 0) return false
  if (!(await finishErasure(trx, erasure.id, at))) return true
  const language = await languageOfClient(trx, erasure.client_id)
  const { client_id: subjectId, person_id: personId, number } = erasure
  const personName = erasedPersonName(language, number)
  if (personId) await eraseContact(trx, personId, family, { name: personName, at })
  else await eraseCard(trx, family, { clientName: erasedClientName(language, number), personName, at })
  await appendEvent(trx, clientErased, {
    subjectId,
    actorId: erasure.asked_by,
    at,
    data: { erasureId: erasure.id, personId },
  })
  return true
}
