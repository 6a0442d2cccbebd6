/** The name of an incident, and its cause once it is known. */
import type { Trx } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { incidentEdited } from '#shared/claims/incidents/incident.events.ts'
import { type IncidentRow, lockIncident, updateIncident } from './incident.store.ts'

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

/** Throws 404. */
export const lockedIncident = async (trx: Trx, id: string): Promise<IncidentRow> => {
  const incident = await lockIncident(trx, id)
  if (!incident) throw notFound('incident', id)
  return incident
}
