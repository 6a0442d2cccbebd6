/** SQL that makes and fills cards, many at once; and what stands on those that are filled. */
import type { Trx } from '#server/platform/database.ts'
import type { ImportedAddress, ImportedCard } from '#shared/clients/import/read-row.ts'
import { type ClientRow, insertClients } from '../../client.store.ts'

export const insertCards = (
  trx: Trx,
  cards: readonly { id: string; card: ImportedCard }[],
  at: number,
): Promise<void> =>
  insertClients(
    trx,
    cards.map(({ id, card }) => ({
      id,
      kind: card.kind,
      name: card.name,
      marketId: card.marketId,
      country: card.country,
      region: card.region,
      industry: card.industry,
      source: card.source,
      taxNumber: card.taxNumber,
      language: card.language,
      managerId: card.managerId,
      custom: card.custom,
      provisional: false,
      at,
    })),
  )

type Added = { id: string; client_id: string }

/** An address that the card has by now is left out of the answer. */
export const insertAddresses = async (
  trx: Trx,
  rows: readonly (ImportedAddress & { clientId: string })[],
  at: number,
): Promise<Added[]> => {
  if (rows.length === 0) return []
  return trx('addresses')
    .insert(
      rows.map(({ clientId, kind, value }) => ({
        client_id: clientId,
        kind,
        value,
        created_at: new Date(at),
      })),
    )
    .onConflict(['client_id', 'kind', 'value'])
    .ignore()
    .returning<Added[]>(['id', 'client_id'])
}

export const insertPersons = async (
  trx: Trx,
  rows: readonly { clientId: string; name: string; position: string | null }[],
  at: number,
): Promise<Added[]> => {
  if (rows.length === 0) return []
  return trx('persons')
    .insert(
      rows.map(({ clientId, name, position }) => ({
        client_id: clientId,
        name,
        position,
        created_at: new Date(at),
      })),
    )
    .returning<Added[]>(['id', 'client_id'])
}

export const insertClientTags = async (
  trx: Trx,
  rows: readonly { clientId: string; tagId: string }[],
  { by, at }: { by: string; at: number },
): Promise<{ client_id: string; tag_id: string }[]> => {
  if (rows.length === 0) return []
  return trx('client_tags')
    .insert(
      rows.map(({ clientId, tagId }) => ({
        client_id: clientId,
        tag_id: tagId,
        added_by: by,
        added_at: new Date(at),
      })),
    )
    .onConflict(['client_id', 'tag_id'])
    .ignore()
    .returning<{ client_id: string; tag_id: string }[]>(['client_id', 'tag_id'])
}

export type StandingCard = ClientRow & { addresses: string[]; persons: string[]; tags: string[] }

/** Those that still stand, locked until the transaction ends, always in one order. */
export const lockCards = async (trx: Trx, ids: readonly string[]): Promise<StandingCard[]> => {
  if (ids.length === 0) return []
  return trx('clients')
    .whereIn('id', [...ids])
    .whereNull('merged_into')
    .whereNull('erased_at')
    .orderBy('id')
    .forNoKeyUpdate()
    .select('clients.*', {
      addresses: trx.raw(`array(select kind || ':' || value from addresses where client_id = clients.id)`),
      persons: trx.raw('array(select name from persons where client_id = clients.id and left_at is null)'),
      tags: trx.raw(
        `array(select tags.name from client_tags join tags on tags.id = client_tags.tag_id
                where client_tags.client_id = clients.id)`,
      ),
    })
}
