/** SQL of consents: rows are added, never changed. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { Consent } from '#shared/clients/consent.contract.ts'

export type ConsentRow = {
  id: string
  purpose: Consent['purpose']
  state: Consent['state']
  source: Consent['source']
  at: number
  note: string | null
  person_id: string | null
  person_name: string | null
  address: string | null
  recorded_by: string | null
  recorded_at: number
}

export const listConsents = async (db: Queryable, clientId: string): Promise<ConsentRow[]> =>
  db('consents')
    .leftJoin('persons', 'persons.id', 'consents.person_id')
    .leftJoin('users', 'users.id', 'consents.recorded_by')
    .where('consents.client_id', clientId)
    .orderBy([
      { column: 'consents.at', order: 'desc' },
      { column: 'consents.id', order: 'desc' },
    ])
    .select<ConsentRow[]>(
      ...(
        ['id', 'purpose', 'state', 'source', 'at', 'note', 'person_id', 'address', 'recorded_at'] as const
      ).map((column) => `consents.${column}`),
      { person_name: 'persons.name', recorded_by: 'users.name' },
    )

export type NewConsent = {
  clientId: string
  personId: string | null
  purpose: Consent['purpose']
  state: Consent['state']
  source: Consent['source']
  at: number
  note: string | null
  /** The phone that it is about alone. */
  address?: string | null
  /** Null when the client's own message said it. */
  by: string | null
  now: number
}

export const insertConsent = async (trx: Trx, word: NewConsent): Promise<string> => {
  const [row] = await trx('consents')
    .insert({
      client_id: word.clientId,
      person_id: word.personId,
      purpose: word.purpose,
      state: word.state,
      source: word.source,
      at: new Date(word.at),
      note: word.note,
      address: word.address ?? null,
      recorded_by: word.by,
      recorded_at: new Date(word.now),
    })
    .returning<{ id: string }[]>('id')
  return row!.id
}

/** The last word on messages to this address: on it alone, or of the client, or the person, whose it is. */
export const lastWordOnMessages = async (
  db: Queryable,
  to: { address: string; clientId: string | null; personId: string | null },
): Promise<{ state: Consent['state']; at: number } | undefined> =>
  db('consents')
    .where('purpose', 'messages')
    .where((about) => {
      about.where('address', to.address)
      if (to.clientId === null) return
      about.orWhere((own) => {
        own
          .whereNull('address')
          .where('client_id', to.clientId)
          .where((giver) => giver.whereNull('person_id').orWhere('person_id', to.personId))
      })
    })
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'recorded_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first<{ state: Consent['state']; at: number } | undefined>('state', 'at')
