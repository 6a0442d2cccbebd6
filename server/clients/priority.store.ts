/**
 * SQL of what a client's priority is made of. As with the counts of a card, the tables of later rooms are read directly:
 * no rule of theirs is needed, and a copy kept here could go wrong.
 */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import type { ClientFacts } from '#shared/clients/client-priority.ts'

const YEAR_MS = 365 * 86_400_000
const CONTACTS_MS = 30 * 86_400_000

export const readFacts = async (db: Queryable, clientId: string, now: number): Promise<ClientFacts> => {
  const won = await db('deals')
    .where({ client_id: clientId, state: 'won' })
    .orderBy('closed_at', 'desc')
    .select('id', { closedAt: 'closed_at', houseMinor: 'house_minor' })
  const mean = await db('deals')
    .where('state', 'won')
    .where('closed_at', '>', new Date(now - YEAR_MS))
    .avg({ mean: 'house_minor' })
    .first<{ mean: string | null }>()
  const claims = await db('claims')
    .where({ client_id: clientId })
    .whereNull('closed_at')
    .orderBy('opened_at', 'desc')
    .select('id', 'severity', {
      deadlineAt: 'deadline_at',
      clockRuns: db.raw('clock_stopped_at is null'),
    })
  const openDeals = await db('deals')
    .where({ client_id: clientId })
    .whereNull('closed_at')
    .orderBy('opened_at', 'desc')
    .select('id', 'state')
  const contacts = await db('interactions')
    .where({ client_id: clientId })
    .where('arrived_at', '>', new Date(now - CONTACTS_MS))
    .orderBy('arrived_at', 'desc')
    .select('id', 'outcome', { at: 'arrived_at' })
  return { won, meanWonMinor: mean.mean === null ? null : Number(mean.mean), claims, openDeals, contacts }
}

const SHOWN = {
  deal: { table: 'deals', label: 'it.number', owner: 'it.manager_id' },
  claim: { table: 'claims', label: 'it.number', owner: 'it.handler_id' },
  interaction: { table: 'interactions', label: 'it.arrived_at', owner: 'it.agent_id' },
} as const

/** Those within reach, by the numbers that claims and deals are called by; an interaction by its moment, epoch ms. */
export const labelsOf = async (
  db: Queryable,
  kind: keyof typeof SHOWN,
  reach: Reach,
  ids: string[],
): Promise<{ id: string; label: string }[]> => {
  const { table, label, owner } = SHOWN[kind]
  const query = db(`${table} as it`)
    .join('clients', 'clients.id', 'it.client_id')
    .whereIn('it.id', ids)
    .select<{ id: string; label: string | number }[]>({ id: 'it.id', label })
  const rows = await withinReach(query, reach, { owner, market: 'clients.market_id' })
  return rows
    .map((row: { id: string; label: string | number }) => ({ id: row.id, label: String(row.label) }))
    .sort((a: { id: string }, b: { id: string }) => ids.indexOf(a.id) - ids.indexOf(b.id))
}
