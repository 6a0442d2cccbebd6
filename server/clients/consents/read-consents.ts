/** All that a client has agreed to and taken back. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { Consent } from '#shared/clients/consent.contract.ts'
import { readableClient } from '../client.policy.ts'
import { type ConsentRow, listConsents } from './consent.store.ts'

export const presentConsent = (row: ConsentRow): Consent => ({
  id: row.id,
  purpose: row.purpose,
  state: row.state,
  source: row.source,
  at: row.at,
  note: row.note,
  personId: row.person_id,
  personName: row.person_name,
  address: row.address,
  recordedBy: row.recorded_by,
  recordedAt: row.recorded_at,
})

/** @throws 404 for a card out of reach */
export const readConsents = async (
  db: Queryable,
  actor: Actor,
  clientId: string,
): Promise<{ consents: Consent[] }> => {
  await readableClient(db, actor, clientId)
  return { consents: (await listConsents(db, clientId)).map(presentConsent) }
}
