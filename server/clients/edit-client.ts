/** Changes a card. Two who edit at once both learn of it: the later is told what the earlier changed. */

import { judgeCustom } from '#server/organisation/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Queryable } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ClientCard, ClientChange, StaleFacts } from '#shared/clients/card.contract.ts'
import { clientEdited } from '#shared/clients/client.events.ts'
import { customKey, sameValue } from '#shared/organisation/custom-value.ts'
import { checkReferences, keptTaxNumber } from './check-references.ts'
import { editableClient, mustStillEdit } from './client.policy.ts'
import {
  type CardChange,
  type CardField,
  type ClientRow,
  changesSince,
  clientFields,
  fieldOf,
  updateClient,
} from './client.store.ts'
import { readCard } from './read-card.ts'

/** @throws 409 `stale` with what changed since `version`; 404, 403, 422 */
export const editClient = async (
  platform: Platform,
  actor: Actor,
  clientId: string,
  { version, custom: given, ...typed }: ClientChange & { version: number },
): Promise<ClientCard> => {
  const at = platform.clock.now()
  return inTransaction(platform.db, async (trx) => {
    const client = await editableClient(trx, actor, clientId)
    if (client.version !== version) throw conflict('stale', await staleFacts(trx, client, version))
    const added = await addedFields(trx, client, given)
    const change = { ...typed, ...(await taxChange(trx, client, typed)), ...added } as CardChange
    const changed = [...clientFields, ...(Object.keys(added) as CardField[])].filter(
      (field) => change[field] !== undefined && !sameValue(change[field], fieldOf(client, field)),
    )
    if (changed.length === 0) return readCard(trx, actor, clientId)
    // What was typed before there was a list may stay.
    const { source, ...pointing } = typed
    await checkReferences(trx, { ...pointing, ...(changed.includes('source') && { source }) })
    const values = Object.fromEntries(changed.map((field) => [field, change[field]])) as CardChange
    // A card that somebody has named is no longer provisional.
    const named = client.provisional && changed.includes('name')
    const edited = { ...values, ...(named && { provisional: false }), at }
    if (!(await updateClient(trx, client, edited))) throw conflict('stale', { version, changes: [] })
    await mustStillEdit(trx, actor, clientId)
    await appendEvent(trx, clientEdited, {
      subjectId: clientId,
      actorId: actor.userId,
      at,
      data: { version: version + 1, fields: changed },
    })
    return readCard(trx, actor, clientId)
  })
}

const addedFields = async (db: Queryable, { custom }: ClientRow, given: ClientChange['custom']) => {
  const change = await judgeCustom(db, 'client', { held: custom, given, asked: false })
  return Object.fromEntries(Object.entries(change).map(([id, value]) => [customKey(id), value]))
}

/** Only a number that is typed anew is judged: an old one is no hindrance to other edits. */
const taxChange = async (db: Queryable, client: ClientRow, typed: ClientChange) => {
  if (typed.taxNumber === undefined || typed.taxNumber === client.tax_number) return {}
  const country = typed.country === undefined ? client.country : typed.country
  const marketId = typed.marketId ?? client.market_id
  return { taxNumber: await keptTaxNumber(db, typed.taxNumber, { country, marketId }) }
}

const staleFacts = async (db: Queryable, client: ClientRow, version: number): Promise<StaleFacts> => {
  const changes = await changesSince(db, client.id, clientEdited.kind, version)
  return {
    version: client.version,
    changes: changes.map((change) => ({
      field: change.field,
      current: fieldOf(client, change.field as CardField),
      byName: change.by_name,
      at: change.at,
    })),
  }
}
