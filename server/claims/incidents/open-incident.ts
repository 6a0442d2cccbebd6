/** A lead gathers claims of one cause into an incident, and says later what else belongs to it, or does not. */
import { reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type Doing, lockRequest } from '#server/sales/index.ts'
import type { OpenIncidentInput } from '#shared/claims/incidents/incident.contract.ts'
import {
  incidentClaimAdded,
  incidentClaimRemoved,
  incidentEdited,
  incidentOpened,
} from '#shared/claims/incidents/incident.events.ts'
import { listClaimsById } from '../claim.store.ts'
import { findClaimByNumber } from '../read-claims.ts'
import {
  addClaims,
  findIncident,
  findIncidentByRequest,
  type IncidentRow,
  insertIncident,
  lockIncident,
  removeClaim,
  updateIncident,
} from './incident.store.ts'

/**
 * The same `requestId` answers what it opened. Throws 422 at `claimIds` when one is beyond the actor's reach,
 * `in_incident` (409) when one is part of another incident.
 */
export const openIncident = async (
  trx: Trx,
  { actor, now }: Doing,
  input: OpenIncidentInput,
): Promise<IncidentRow> => {
  if (input.requestId) {
    await lockRequest(trx, input.requestId)
    const before = await findIncidentByRequest(trx, input.requestId)
    if (before && before.opened_by !== actor.userId) throw conflict('exists')
    if (before) return before
  }
  const ids = [...new Set(input.claimIds)]
  const seen = await listClaimsById(trx, reachOf(actor, 'claim.read'), ids)
  if (seen.length < ids.length) throw invalid({ claimIds: 'unknown' })
  const id = await insertIncident(trx, {
    request_id: input.requestId ?? null,
    name: input.name,
    cause: input.cause || null,
    opened_by: actor.userId,
    opened_at: new Date(now),
  })
  const [taken] = await addClaims(trx, id, { ids, addedBy: actor.userId, at: now })
  if (taken) throw conflict('in_incident', { number: seen.find((claim) => claim.id === taken)?.number })
  const incident = (await findIncident(trx, id)) as IncidentRow
  await appendEvent(trx, incidentOpened, {
    subjectId: id,
    actorId: actor.userId,
    at: now,
    data: { number: incident.number, claimIds: ids },
  })
  return incident
}

/** Throws 404, `stale` (409). An edit that changes nothing leaves no trace. */
export const editIncident = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  input: { name?: string | undefined; cause?: string | undefined; version: number },
): Promise<void> => {
  const incident = await lockedIncident(trx, id)
  if (incident.version !== input.version) throw conflict('stale', { version: incident.version })
  const name = input.name ?? incident.name
  const cause = input.cause === undefined ? incident.cause : input.cause || null
  const changed = [
    ...(name === incident.name ? [] : ['name' as const]),
    ...(cause === incident.cause ? [] : ['cause' as const]),
  ]
  if (changed.length === 0) return
  await updateIncident(trx, incident, { name, cause })
  const data = { number: incident.number, changed }
  await appendEvent(trx, incidentEdited, { subjectId: id, actorId: actor.userId, at: now, data })
}

/** Throws 404, 422 at `number` for a claim that is not within reach, `in_incident` (409). */
export const addToIncident = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  number: string,
): Promise<void> => {
  const incident = await lockedIncident(trx, id)
  const claim = await findClaimByNumber(trx, actor, number)
  if (!claim) throw invalid({ number: 'unknown' })
  const [taken] = await addClaims(trx, id, { ids: [claim.id], addedBy: actor.userId, at: now })
  if (taken) throw conflict('in_incident', { number: claim.number })
  const data = { number: incident.number, claimId: claim.id }
  await appendEvent(trx, incidentClaimAdded, { subjectId: id, actorId: actor.userId, at: now, data })
}

/** Throws 404 also for a claim that is not part of it, or not within reach. */
export const removeFromIncident = async (
  trx: Trx,
  { actor, now }: Doing,
  id: string,
  claimId: string,
): Promise<void> => {
  const incident = await lockedIncident(trx, id)
  const [seen] = await listClaimsById(trx, reachOf(actor, 'claim.read'), [claimId])
  if (!seen || !(await removeClaim(trx, id, claimId))) throw notFound('claim', claimId)
  const data = { number: incident.number, claimId }
  await appendEvent(trx, incidentClaimRemoved, { subjectId: id, actorId: actor.userId, at: now, data })
}

const lockedIncident = async (trx: Trx, id: string): Promise<IncidentRow> => {
  const incident = await lockIncident(trx, id)
  if (!incident) throw notFound('incident', id)
  return incident
}
