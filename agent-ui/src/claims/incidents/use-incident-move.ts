/**
 * One move for many claims, sent piece by piece: what became of each is shown as it is known. What breaks off is taken up by
 * sending again: those that moved allow the move no more, or are not as they were seen.
 */
import { ref } from 'vue'
import { type Claim, listClaims, readClaim } from '#shared/claims/claim.contract.ts'
import {
  type ClaimOutcome,
  INCIDENT_PIECE,
  type MoveIncidentInput,
  moveIncident,
  readIncident,
} from '#shared/claims/incidents/incident.contract.ts'
import { useCommand } from '../../platform/live-query.ts'

type Deed = Omit<MoveIncidentInput, 'claims'>
type Seen = MoveIncidentInput['claims']

/**
 * @param send answers what became of a piece; null: it could not be asked, and nothing more is
 * @param tell all outcomes so far, after each piece
 */
export const moveInPieces = async (
  seen: Seen,
  house: { send: (piece: Seen) => Promise<ClaimOutcome[] | null>; tell: (outcomes: ClaimOutcome[]) => void },
): Promise<ClaimOutcome[] | null> => {
  let told: ClaimOutcome[] = []
  for (let from = 0; from < seen.length; from += INCIDENT_PIECE) {
    const outcomes = await house.send(seen.slice(from, from + INCIDENT_PIECE))
    if (!outcomes) return null
    told = [...told, ...outcomes]
    house.tell(told)
  }
  return told
}

export const useIncidentMove = (tell: (outcomes: ClaimOutcome[]) => void) => {
  const { run, failure } = useCommand(moveIncident, { refreshes: [readIncident, readClaim, listClaims] })
  const progress = ref<{ done: number; all: number } | null>(null)

  /** All outcomes; null when it broke off: then `failure` says why. */
  const moveAll = async (
    id: string,
    deed: Deed,
    claims: readonly Claim[],
  ): Promise<ClaimOutcome[] | null> => {
    const seen = claims.map(({ id, version }) => ({ id, version }))
    progress.value = { done: 0, all: seen.length }
    const outcomes = await moveInPieces(seen, {
      send: async (piece) => {
        const answer = await run({ params: { id }, body: { ...deed, claims: piece }, timeoutMs: 60_000 })
        return answer?.reply.outcomes ?? null
      },
      tell: (told) => {
        progress.value = { done: told.length, all: seen.length }
        tell(told)
      },
    })
    progress.value = null
    return outcomes
  }
  return { moveAll, progress, failure }
}
