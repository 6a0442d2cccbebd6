/** Past claims that are like one at hand, with how they ended. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { claimStates, owesAnswer } from '#shared/claims/claim.state.ts'
import type { Likeness, SimilarClaim } from '#shared/claims/similar.contract.ts'
import { presentClaim, presentTexts } from '../claim.present.ts'
import { type ClaimRow, findClaim, findClaims } from '../claim.store.ts'
import { costsOfClaims } from '../compensation/compensation.store.ts'
import { type LikeRow, listLike } from './similar.store.ts'

const SHOWN = 5
/** Part of the words’ weight from which it is said that they are alike. */
const ALIKE = 0.2
const past = claimStates.states.filter((state) => !owesAnswer(state))

/** @throws 404 */
export const readSimilar = async (
  q: Queryable,
  actor: Actor,
  id: string,
  now: number,
): Promise<{ similar: SimilarClaim[] }> => {
  const reach = reachOf(actor, 'claim.read')
  if (!(await findClaim(q, reach, id))) throw notFound('claim', id)
  const like = await listLike(q, reach, { id, states: past, limit: SHOWN })
  const ids = like.map((one) => one.id)
  const rows = await findClaims(q, ids)
  const costs = await costsOfClaims(q, ids)
  return {
    similar: like.flatMap((one) =>
      rows
        .filter((row) => row.id === one.id)
        .map((row) => ({ ...present(row, one, now), cost: costOn(row, costs) })),
    ),
  }
}

const present = (row: ClaimRow, like: LikeRow, now: number): Omit<SimilarClaim, 'cost'> => {
  const { id, number, client, category, product, state, openedAt } = presentClaim(row, now)
  const { answer, findings } = presentTexts(row)
  const has: Record<Likeness, boolean> = {
    batch: like.same_batch,
    cause: like.same_cause,
    product: like.same_product,
    category: like.same_category,
    words: like.words >= ALIKE,
  }
  const likenesses = (Object.keys(has) as Likeness[]).filter((one) => has[one])
  return {
    id,
    number,
    client,
    category,
    product,
    state,
    openedAt,
    answer,
    findings,
    likenesses,
  }
}

/** What was given, else what was agreed. Sums of two currencies are no sum. */
const costOn = (
  { id, agreed_minor, currency }: ClaimRow,
  costs: Awaited<ReturnType<typeof costsOfClaims>>,
): SimilarClaim['cost'] => {
  const [given, ...more] = costs.filter((one) => one.claim_id === id)
  if (given && more.length === 0) return { amountMinor: given.amount_minor, currency: given.currency }
  return agreed_minor !== null && currency ? { amountMinor: agreed_minor, currency } : null
}
