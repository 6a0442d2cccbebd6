/** A page of interactions within the reader's reach, and whose they are. */
import { customConditions } from '#server/organisation/index.ts'
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Database } from '#server/platform/database.ts'
import type {
  InteractionNarrowing,
  ListedInteraction,
} from '#shared/interactions/interaction-list.contract.ts'
import type { ReadableRow } from '../readable.store.ts'
import { agentsWithin, listInteractionRows } from './interaction-list.store.ts'

/** `next` is the key of the page after. @throws 422 at `custom` */
export const listInteractions = async (
  db: Database,
  actor: Actor,
  { after, limit, ...asked }: InteractionNarrowing & { after?: string | undefined; limit: number },
): Promise<{ interactions: ListedInteraction[]; next: string | null }> => {
  const filter = { ...asked, custom: await customConditions(db, 'interaction', asked.custom) }
  const reach = reachOf(actor, 'interaction.read')
  const rows = await listInteractionRows(db, reach, filter, { after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    interactions: page.map(presentListed),
    next: rows.length > page.length && last ? `${last.arrived_at}_${last.id}` : null,
  }
}

export const listInteractionAgents = async (db: Database, actor: Actor) => ({
  agents: await agentsWithin(db, reachOf(actor, 'interaction.read')),
})

const namedIn = (nameRu: string | null, nameEn: string | null) =>
  nameRu === null || nameEn === null ? null : { nameRu, nameEn }
const person = (id: string | null, name: string | null) =>
  id === null || name === null ? null : { id, name }

const presentListed = (row: ReadableRow): ListedInteraction => ({
  id: row.id,
  channel: row.channel,
  direction: row.direction,
  outcome: row.outcome,
  client: person(row.client_id, row.client_name),
  address: row.address,
  queue: namedIn(row.queue_ru, row.queue_en),
  agent: person(row.agent_id, row.agent_name),
  disposition: namedIn(row.disposition_ru, row.disposition_en),
  arrivedAt: row.arrived_at,
  talkMs: row.answered_at === null || row.talk_ended_at === null ? null : row.talk_ended_at - row.answered_at,
})
