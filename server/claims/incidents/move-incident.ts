/** One word to many clients: each claim of an incident is moved by itself, with its own deadline and its own outcome. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import { textOfMove } from '#shared/claims/claim.policy.ts'
import type { ClaimOutcome, MoveIncidentInput } from '#shared/claims/incidents/incident.contract.ts'
import { isOfIncidents, isProposedSo } from '#shared/claims/incidents/incident.policy.ts'
import { type Outcome, workManyClaims } from '../bulk/work-many.ts'
import { type ClaimRow, listClaimsById } from '../claim.store.ts'
import { claimsIn, findIncident } from './incident.store.ts'

/**
 * What refuses, or fails, is told by claim, and holds up no other. Throws 404; 422 at `claims` for one that is not of
 * the incident, at `move`, at `text`.
 */
export const moveIncident = async (
  platform: Platform,
  actor: Actor,
  id: string,
  { claims: seen, ...deed }: MoveIncidentInput,
): Promise<ClaimOutcome[]> => {
  const { db } = platform
  if (!(await findIncident(db, id))) throw notFound('incident', id)
  if (!isOfIncidents(deed.move)) throw invalid({ move: 'unknown' })
  if (textOfMove(deed.move) && !deed.text) throw invalid({ text: 'required' })
  const wanted = [...new Set(seen.map((one) => one.id))]
  const part = new Set(await claimsIn(db, id))
  const claims = await listClaimsById(db, reachOf(actor, 'claim.read'), wanted)
  if (claims.length < wanted.length || claims.some((claim) => !part.has(claim.id)))
    throw invalid({ claims: 'unknown' })
  const done = new Set(claims.filter((claim) => isProposedSo(claim, deed)).map((claim) => claim.id))
  const left = seen.filter((one) => !done.has(one.id))
  const moved = await workManyClaims(platform, actor, left, { do: 'move', ...deed })
  const outcomes = [...[...done].map((id): Outcome => ({ id, error: null })), ...moved]
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  return outcomes.map((outcome) => outcomeOf(byId.get(outcome.id) as ClaimRow, outcome))
}

const outcomeOf = ({ id, number }: ClaimRow, { error }: Outcome): ClaimOutcome => {
  const missing = error?.facts?.missing
  const fault = error && { code: error.code, missing: Array.isArray(missing) ? missing.map(String) : [] }
  return { claimId: id, number, fault }
}
