/** A client's own message gives or takes back the consent to messages: on every card that has this phone, for it alone. */
import type { Trx } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { consentRecorded } from '#shared/clients/client.events.ts'
import type { Consent } from '#shared/clients/consent.contract.ts'
import { findByAddress } from '../address.store.ts'
import { insertConsent, lastWordOnMessages } from './consent.store.ts'

const PURPOSE = 'messages'

/** @param said `address` in E.164; `at` in epoch ms. Said again, it is no other word. */
export const hearConsent = async (
  trx: Trx,
  said: { address: string; state: Consent['state']; note: string | null; at: number },
): Promise<void> => {
  const { address, state, note, at } = said
  for (const { client_id: clientId, person_id: personId } of await findByAddress(trx, {
    kind: 'phone',
    value: address,
  })) {
    const last = await lastWordOnMessages(trx, { address, clientId, personId })
    if (last?.state === state) continue
    const word = {
      clientId,
      personId,
      address,
      purpose: PURPOSE,
      state,
      source: 'message',
      at,
      note,
    } as const
    const consentId = await insertConsent(trx, { ...word, by: null, now: at })
    await appendEvent(trx, consentRecorded, {
      subjectId: clientId,
      actorId: null,
      at,
      data: { consentId, purpose: PURPOSE, state },
    })
  }
}
