/** Takes a matter out of a claim into one of its own. */

import type { Trx } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Doing } from '#server/sales/index.ts'
import { claimEdited } from '#shared/claims/claim.events.ts'
import { handOver } from '../assign-claim.ts'
import { type ClaimRow, readClaimRow, updateClaim } from '../claim.store.ts'
import { factsOf } from '../claim-facts.ts'
import { lockClaimToWork } from '../claim-to-work.ts'
import { listProductLines, putProductLines } from '../details/detail.store.ts'
import { mainProductOf } from '../details/detail-columns.ts'
import { mayHandle } from '../handler.store.ts'
import { openClaim } from '../open-claim.ts'
import { type Kin, setSplitFrom } from './joining.store.ts'

export type Splitting = { version: number; description: string; categoryId: string; lines: number[] }

/** Throws `not_found`, `denied`, `stale` (409), `closed` (409), and as `openClaim`. Answers the new claim. */
export const splitClaim = async (trx: Trx, doing: Doing, id: string, input: Splitting): Promise<Kin> => {
  const claim = await lockClaimToWork(trx, doing.actor, id)
  if (claim.version !== input.version) throw conflict('stale', { version: claim.version, state: claim.state })
  if (claim.state === 'closed') throw conflict('closed', { state: claim.state })
  const lines = await listProductLines(trx, id)
  if (input.lines.some((at) => !lines[at])) throw invalid({ lines: 'unknown' })
  const taken = new Set(input.lines)
  const part = await openClaim(
    trx,
    doing,
    {
      clientId: claim.client_id,
      personId: claim.person_id,
      interactionId: claim.interaction_id,
      categoryId: input.categoryId,
      severity: claim.severity,
      description: input.description,
      remedySought: claim.remedy_sought,
      products: lines.filter((_, at) => taken.has(at)),
    },
    { receivedAt: claim.opened_at, broughtAt: claim.brought_at },
  )
  await setSplitFrom(trx, part.id, id)
  await keepHandler(trx, doing, claim, part)
  const left = lines.filter((_, at) => !taken.has(at))
  await putProductLines(trx, id, left)
  // One that was named beside the lines stays; one of the lines goes with them.
  const isOfLines = lines.some(({ productId }) => productId === claim.product_id)
  const product_id = isOfLines ? mainProductOf(left) : claim.product_id
  if (!(await updateClaim(trx, claim, { product_id })))
    throw conflict('stale', { version: claim.version, state: claim.state })
  await tellOf(trx, doing, claim, part)
  return { id: part.id, number: part.number }
}

/** With the whole the part is theirs too, whoever may see what nobody has; one who has left handles neither. */
const keepHandler = async (trx: Trx, doing: Doing, claim: ClaimRow, part: ClaimRow): Promise<void> => {
  const { handler_id: handlerId } = claim
  if (!handlerId || !(await mayHandle(trx, handlerId, part.market_id))) return
  await handOver(trx, part, { handlerId, actorId: doing.actor.userId, now: doing.now })
}

const tellOf = async (trx: Trx, doing: Doing, claim: ClaimRow, part: ClaimRow): Promise<void> => {
  await appendEvent(trx, claimEdited, {
    subjectId: claim.id,
    actorId: doing.actor.userId,
    at: doing.now,
    data: { ...factsOf(await readClaimRow(trx, claim.id)), changed: [`split.${part.number}`] },
  })
}
