/** Writes down that a client agreed to something, or took it back. Earlier words stay. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { consentRecorded } from '#shared/clients/client.events.ts'
import type { Consent } from '#shared/clients/consent.contract.ts'
import { editableClient } from '../client.policy.ts'
import { findPerson } from '../person.store.ts'
import { insertConsent, listConsents, type NewConsent } from './consent.store.ts'
import { presentConsent } from './read-consents.ts'

/** The screen's clock may run a little ahead of ours. */
const AHEAD_MS = 5 * 60_000

/** @throws 422 `in_future`, `unknown_person`; 404, 403 */
export const recordConsent = (
  platform: Platform,
  actor: Actor,
  word: Omit<NewConsent, 'by' | 'now' | 'address'>,
): Promise<Consent> =>
  inTransaction(platform.db, async (trx) => {
    await editableClient(trx, actor, word.clientId)
    const now = platform.clock.now()
    if (word.at > now + AHEAD_MS) throw invalid({ at: 'in_future' })
    if (word.personId && !(await findPerson(trx, word.clientId, word.personId))) {
      throw invalid({ personId: 'unknown_person' })
    }
    const id = await insertConsent(trx, { ...word, by: actor.userId, now })
    await appendEvent(trx, consentRecorded, {
      subjectId: word.clientId,
      actorId: actor.userId,
      at: now,
      data: { consentId: id, purpose: word.purpose, state: word.state },
    })
    return presentConsent((await listConsents(trx, word.clientId)).find((row) => row.id === id)!)
  })
