/** A deed over many claims, sent piece by piece; what became of each is shown as it is known. */
import { ref, shallowReactive } from 'vue'
import type { ListedClaim } from '#shared/claims/claim.contract.ts'
import { MANY_CLAIMS, type ManyDeed, workManyClaims } from '#shared/claims/list/many-claims.contract.ts'
import { call } from '../../platform/api.ts'
import { ApiFailure, asFailure } from '../../platform/failure.ts'

export type Outcome = { claim: ListedClaim; done: boolean; failure: ApiFailure | null }

export const useMany = () => {
  /** By claim, in the order they were marked in. */
  const outcomes = shallowReactive(new Map<string, Outcome>())
  const pending = ref(false)

  const runPiece = async (piece: ListedClaim[], deed: ManyDeed): Promise<void> => {
    const byId = new Map(piece.map((claim) => [claim.id, claim]))
    const claims = piece.map(({ id, version }) => ({ id, version }))
    try {
      const answer = await call(workManyClaims, { body: { claims, deed }, timeoutMs: 60_000 })
      for (const { id, error } of answer.outcomes) {
        const claim = byId.get(id) as ListedClaim
        outcomes.set(id, { claim, done: !error, failure: error && new ApiFailure(error) })
      }
    } catch (error) {
      // No answer: which of them were done is not known here, and the list will show it.
      for (const claim of piece) outcomes.set(claim.id, { claim, done: false, failure: asFailure(error) })
    }
  }
  const run = async (claims: readonly ListedClaim[], deed: ManyDeed): Promise<void> => {
    if (pending.value) return
    pending.value = true
    outcomes.clear()
    for (const claim of claims) outcomes.set(claim.id, { claim, done: false, failure: null })
    for (let from = 0; from < claims.length; from += MANY_CLAIMS)
      await runPiece(claims.slice(from, from + MANY_CLAIMS), deed)
    pending.value = false
  }
  return { outcomes, pending, run }
}
