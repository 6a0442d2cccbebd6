/** One word to many clients: each claim of an incident is moved by itself, with its own deadline and its own outcome. */
import { reachOf } from '#server/platform/actor.ts'
import { type Database, inTransaction } from '#server/platform/database.ts'
import { HubError, invalid, notFound } from '#server/platform/errors.ts'
import type { Doing } from '#server/sales/index.ts'
import { moveClaimInput } from '#shared/claims/claim.contract.ts'
import { byDeedOnly, textOfMove } from '#shared/claims/claim.policy.ts'
import type { ClaimOutcome, MoveIncidentInput } from '#shared/claims/incidents/incident.contract.ts'
import { type ClaimRow, listClaimsById } from '../claim.store.ts'
import { moveClaim } from '../move-claim.ts'
import { claimsIn, findIncident } from './incident.store.ts'

/**
 * A transaction for each claim: what refuses is told by claim, and holds up no other. A claim that was moved meanwhile is
 * moved on from where it stands. Throws 404; 422 at `claimIds` for one that is not of the incident, at `move`, at `text`.
 */
export const moveIncident = async (
  db: Database,
  doing: Doing,
  id: string,
  { move, text, claimIds }: MoveIncidentInput,
): Promise<ClaimOutcome[]> => {
  if (!(await findIncident(db, id))) throw notFound('incident', id)
  if (byDeedOnly.has(move)) throw invalid({ move: 'unknown' })
  const asks = textOfMove(move)
  if (asks && !text) throw invalid({ text: 'required' })
  const wanted = [...new Set(claimIds)]
  const part = new Set(await claimsIn(db, id))
  const claims = await listClaimsById(db, reachOf(doing.actor, 'claim.read'), wanted)
  if (claims.length < wanted.length || claims.some((claim) => !part.has(claim.id)))
    throw invalid({ claimIds: 'unknown' })
  const outcomes: ClaimOutcome[] = []
  for (const claim of claims) {
    const input = moveClaimInput.parse({ move, version: claim.version, ...(asks && { [asks]: text }) })
    outcomes.push(await tryMove(db, doing, claim, input))
  }
  return outcomes
}

const tryMove = async (
  db: Database,
  doing: Doing,
  { id, number }: ClaimRow,
  input: Parameters<typeof moveClaim>[3],
): Promise<ClaimOutcome> => {
  try {
    await inTransaction(db, (trx) => moveClaim(trx, doing, id, input))
    return { claimId: id, number, fault: null }
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    const missing = error.facts?.missing
    return {
      claimId: id,
      number,
      fault: { code: error.code, missing: Array.isArray(missing) ? missing.map(String) : [] },
    }
  }
}
