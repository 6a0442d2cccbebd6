/** The card of a client. */
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import type { ClientCard } from '#shared/clients/card.contract.ts'
import { listAddresses } from './address.store.ts'
import { countOf, readHead } from './card.store.ts'
import { mayEdit, readableClient } from './client.policy.ts'
import { presentCard } from './client.present.ts'
import { listConsents } from './consents/consent.store.ts'
import { standingOf } from './merge/merge.store.ts'
import { listPersons } from './person.store.ts'
import { tagsOf } from './tags/tag.store.ts'
import { visibleKinds } from './timeline.policy.ts'

/** @throws 404 `not_found` when it is out of the actor's reach */
export const readCard = async (db: Queryable, actor: Actor, clientId: string): Promise<ClientCard> => {
  const client = await readableClient(db, actor, clientId)
  const head = await readHead(db, clientId)
  return presentCard({
    client,
    standing: client.merged_into && (await standingOf(db, clientId)),
    head: head!,
    persons: await listPersons(db, clientId),
    addresses: await listAddresses(db, clientId),
    tags: await tagsOf(db, clientId),
    consents: await listConsents(db, clientId),
    counts: await countOf(db, clientId, visibleKinds(actor)),
    editable:
      client.merged_into === null &&
      client.erased_at === null &&
      (await mayEdit(db, may(actor, 'client.edit') ? reachOf(actor, 'client.edit') : null, clientId)),
  })
}
