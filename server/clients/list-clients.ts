/** The clients that bear all of the tags and came from any of the sources asked for; without one, all that are in reach. */

import { customConditions } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { CLIENTS_PAGE, type ListedClient } from '#shared/clients/client-list.contract.ts'
import { presentMarket } from './client.present.ts'
import { countListed, readPage } from './client-list.store.ts'
import { tagsOfMany } from './tags/tag.store.ts'

export const listClients = async (
  db: Queryable,
  actor: Actor,
  {
    after,
    tags: wanted,
    sources = [],
    custom: filter,
  }: { tags: string[]; sources?: string[]; custom?: string | undefined; after?: string | undefined },
): Promise<{ clients: ListedClient[]; total: number | null; next: string | null }> => {
  const custom = await customConditions(db, 'client', filter)
  const within = { reach: reachOf(actor, 'client.read'), tags: wanted, sources, custom }
  const found = await readPage(db, within, { after, limit: CLIENTS_PAGE })
  const rows = found.slice(0, CLIENTS_PAGE)
  const tags = await tagsOfMany(
    db,
    rows.map(({ id }) => id),
  )
  return {
    clients: rows.map((row) => ({
      clientId: row.id,
      name: row.name,
      kind: row.kind,
      provisional: row.provisional,
      market: presentMarket(row),
      managerName: row.manager_name,
      tags: tags.filter((tag) => tag.client_id === row.id).map(({ id, name }) => ({ id, name })),
    })),
    total: after ? null : await countListed(db, within),
    next: found.length > CLIENTS_PAGE ? (rows.at(-1)?.id ?? null) : null,
  }
}
