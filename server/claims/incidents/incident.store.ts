/** SQL of incidents, and of which claims are part of them. */
import type { Knex } from 'knex'
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'
import { claimColumns } from '../claim.store.ts'

export type IncidentRow = {
  id: string
  number: number
  name: string
  cause: string | null
  opened_by: string
  opened_by_name: string
  opened_at: number
  version: number
}

const withNames = (q: Queryable): Knex.QueryBuilder =>
  q('incidents as i').join('users as o', 'o.id', 'i.opened_by').select('i.*', { opened_by_name: 'o.name' })

export const findIncident = async (q: Queryable, id: string): Promise<IncidentRow | null> =>
  (await withNames(q).where('i.id', id).first()) ?? null

/** Nobody else changes it, or its claims, until the transaction ends. */
export const lockIncident = async (trx: Trx, id: string): Promise<IncidentRow | null> =>
  (await withNames(trx).where('i.id', id).forUpdate('i').first()) ?? null

export const findIncidentByRequest = async (q: Queryable, requestId: string): Promise<IncidentRow | null> =>
  (await withNames(q).where('i.request_id', requestId).first()) ?? null

/** The newest first. */
export const listIncidentRows = (q: Queryable, limit: number): Promise<IncidentRow[]> =>
  withNames(q).orderBy('i.number', 'desc').limit(limit)

export const insertIncident = async (trx: Trx, row: Record<string, unknown>): Promise<string> => {
  const [inserted] = await trx('incidents').insert(row).returning('id')
  return (inserted as { id: string }).id
}

/** False when it has another version by now. */
export const updateIncident = async (
  trx: Trx,
  expected: { id: string; version: number },
  changes: { name?: string; cause?: string | null },
): Promise<boolean> => {
  const { id, version } = expected
  const changed = await trx('incidents')
    .where({ id, version })
    .update({ ...changes, version: version + 1 })
  return changed === 1
}

/** The ids of those that are part of an incident already, this one or another. */
export const addClaims = async (
  trx: Trx,
  incidentId: string,
  claims: { ids: string[]; addedBy: string; at: number },
): Promise<string[]> => {
  const added = await trx('incident_claims')
    .insert(
      claims.ids.map((id) => ({
        claim_id: id,
        incident_id: incidentId,
        added_by: claims.addedBy,
        added_at: new Date(claims.at),
      })),
    )
    .onConflict('claim_id')
    .ignore()
    .returning<{ claim_id: string }[]>('claim_id')
  const new_ = new Set(added.map(({ claim_id }) => claim_id))
  return claims.ids.filter((id) => !new_.has(id))
}

/** False: it was not part of it. */
export const removeClaim = async (trx: Trx, incidentId: string, claimId: string): Promise<boolean> =>
  (await trx('incident_claims').where({ incident_id: incidentId, claim_id: claimId }).delete()) === 1

export const claimsIn = (q: Queryable, incidentId: string): Promise<string[]> =>
  q('incident_claims').where({ incident_id: incidentId }).orderBy('claim_id').pluck('claim_id')

export const incidentOfClaim = async (
  q: Queryable,
  claimId: string,
): Promise<{ id: string; number: number; name: string } | null> =>
  (await q('incident_claims as ic')
    .join('incidents as i', 'i.id', 'ic.incident_id')
    .where('ic.claim_id', claimId)
    .first('i.id', 'i.number', 'i.name')) ?? null

export type IncidentCount = { incident_id: string; claims: number; open: number }

/** How many claims of each lie within reach, and how many of those are open. */
export const countClaims = (q: Queryable, reach: Reach, incidentIds: string[]): Promise<IncidentCount[]> => {
  const query = q('incident_claims as ic')
    .join('claims as cl', 'cl.id', 'ic.claim_id')
    .whereIn('ic.incident_id', incidentIds)
  return withinReach(query, reach, claimColumns)
    .groupBy('ic.incident_id')
    .select('ic.incident_id')
    .select(q.raw('count(*)::int as claims, count(*) filter (where cl.closed_at is null)::int as open'))
}
