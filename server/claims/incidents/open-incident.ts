/** A lead gathers claims of one cause into an incident. */
import { reachOf } from '#server/platform/actor.ts'
import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { type Doing, lockRequest } from '#server/sales/index.ts'
import type { OpenIncidentInput } from '#shared/claims/incidents/incident.contract.ts'
import { incidentOpened } from '#shared/claims/incidents/incident.events.ts'
import { listClaimsById } from '../claim.store.ts'
import {
  addClaims,
  findIncident,
  findIncidentByRequest,
  type IncidentRow,
  insertIncident,
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
