/** The list of incidents and the page of one, as far as the reader's claims reach. */
import { type Actor, may, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { claimMoves } from '#shared/claims/claim.contract.ts'
import { permissionForMove, textOfMove } from '#shared/claims/claim.policy.ts'
import { claimStates } from '#shared/claims/claim.state.ts'
import type { Incident, IncidentPage } from '#shared/claims/incidents/incident.contract.ts'
import { choicesOfMove, isOfIncidents } from '#shared/claims/incidents/incident.policy.ts'
import { presentClaim } from '../claim.present.ts'
import { type ClaimRow, findClaim, listClaimsById } from '../claim.store.ts'
import {
  claimsIn,
  countClaims,
  findIncident,
  type IncidentRow,
  incidentOfClaim,
  listIncidentRows,
} from './incident.store.ts'

const SHOWN = 200

const presentIncident = (row: IncidentRow, count: { claims: number; open: number }): Incident => ({
  id: row.id,
  number: row.number,
  name: row.name,
  cause: row.cause,
  openedBy: { id: row.opened_by, name: row.opened_by_name },
  openedAt: row.opened_at,
  claims: count.claims,
  open: count.open,
  version: row.version,
})

/** Newest first; of one without a claim within reach only leads are told. */
export const listIncidents = async (q: Queryable, actor: Actor): Promise<{ incidents: Incident[] }> => {
  const rows = await listIncidentRows(q, SHOWN)
  const ids = rows.map(({ id }) => id)
  const counts = new Map(
    (await countClaims(q, reachOf(actor, 'claim.read'), ids)).map((one) => [one.incident_id, one]),
  )
  return {
    incidents: rows
      .filter(({ id }) => counts.has(id) || may(actor, 'incident.lead'))
      .map((row) => presentIncident(row, counts.get(row.id) ?? { claims: 0, open: 0 })),
  }
}

/** Throws `not_found`, also for one of whose claims none is within reach of who does not lead. */
export const readIncident = async (
  q: Queryable,
  actor: Actor,
  id: string,
  now: number,
): Promise<IncidentPage> => {
  const row = await findIncident(q, id)
  const claims = row ? await listClaimsById(q, reachOf(actor, 'claim.read'), await claimsIn(q, id)) : []
  const mayLead = may(actor, 'incident.lead')
  if (!row || (claims.length === 0 && !mayLead)) throw notFound('incident', id)
  const open = claims.filter((claim) => claim.closed_at === null).length
  return {
    incident: presentIncident(row, { claims: claims.length, open }),
    claims: claims.map((claim) => presentClaim(claim, now)),
    moves: mayLead ? movesFor(actor, claims) : [],
    mayLead,
    now,
  }
}

/** In the order of the process; each for the claims whose state allows it. */
const movesFor = (actor: Actor, claims: ClaimRow[]): IncidentPage['moves'] =>
  claimMoves
    .filter((move) => isOfIncidents(move) && may(actor, permissionForMove[move]))
    .map((move) => ({
      move,
      asks: textOfMove(move),
      chooses: choicesOfMove(move),
      claimIds: claims.filter(({ state }) => claimStates.allowed(state, move)).map(({ id }) => id),
    }))
    .filter(({ claimIds }) => claimIds.length > 0)

/** Throws `not_found` for a claim beyond the reader's reach. */
export const readClaimIncident = async (q: Queryable, actor: Actor, claimId: string) => {
  if (!(await findClaim(q, reachOf(actor, 'claim.read'), claimId))) throw notFound('claim', claimId)
  return { incident: await incidentOfClaim(q, claimId) }
}
