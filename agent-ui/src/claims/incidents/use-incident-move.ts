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
    const told: ClaimOutcome[] = []
    for (let from = 0; from < seen.length; from += INCIDENT_PIECE) {
      progress.value = { done: from, all: seen.length }
      const piece = seen.slice(from, from + INCIDENT_PIECE)
      const answer = await run({ params: { id }, body: { ...deed, claims: piece }, timeoutMs: 60_000 })
      if (!answer) break
      told.push(...answer.reply.outcomes)
      tell(told)
    }
    progress.value = null
    return failure.value ? null : told
  }
  return { moveAll, progress, failure }
}
