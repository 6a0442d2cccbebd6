/** What else belongs to an incident, and what does not after all. */
import { reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { incidentClaimAdded, incidentClaimRemoved } from '#shared/claims/incidents/incident.events.ts'
import { listClaimsById } from '../claim.store.ts'
import { findClaimByNumber } from '../read-claims.ts'
import { lockedIncident } from './edit-incident.ts'
import { addClaims, removeClaim } from './incident.store.ts'

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
