/** The compensations of a claim as one reader sees them: what was given, and what they may do about it. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { readHouse, toHouse } from '#server/sales/index.ts'
import type { CompensationPage } from '#shared/claims/compensation/compensation.contract.ts'
import { hindranceTo, permissionForCompensation } from '#shared/claims/compensation/compensation.policy.ts'
import { compensationStates } from '#shared/claims/compensation/compensation.state.ts'
import { type ClaimRow, findClaim } from '../claim.store.ts'
import { rightsOver } from '../claim-rights.ts'
import { presentCompensation } from './compensation.present.ts'
import {
  type CompensationRow,
  listCompensationRows,
  listCurrencies,
  sumApproved,
} from './compensation.store.ts'
import { limitOfUser } from './limit.store.ts'
import { sumInHouse } from './weigh-compensation.ts'

/** Throws `not_found` for a claim beyond the actor's reach. */
export const readCompensations = async (
  q: Queryable,
  actor: Actor,
  claimId: string,
  now: number,
): Promise<CompensationPage> => {
  const claim = await findClaim(q, reachOf(actor, 'claim.read'), claimId)
  if (!claim) throw notFound('claim', claimId)
  return compensationsOf(q, actor, claim, now)
}

/** Of a claim that the actor has just seen. */
export const compensationsOf = async (
  q: Queryable,
  actor: Actor,
  claim: ClaimRow,
  now: number,
): Promise<CompensationPage> => {
  const house = (await readHouse(q)).currency
  const totals = await sumApproved(q, claim.id)
  const reader = {
    actorId: actor.userId,
    rights: await rightsOver(q, actor, claim.id, Object.values(permissionForCompensation)),
    limitMinor: await limitOfUser(q, actor.userId, house),
    spentMinor: await sumInHouse(q, totals, now),
  }
  const rows = await listCompensationRows(q, claim.id)
  const compensations: CompensationPage['compensations'] = []
  for (const row of rows) compensations.push(presentCompensation(row, await movesOf(q, row, reader, now)))
  return {
    compensations,
    totals: totals.map(({ currency, amount_minor }) => ({ currency, amountMinor: amount_minor })),
    mayPropose:
      reader.rights.has('compensation.propose') && claim.state !== 'closed' && !claim.client_erased_at,
    houseCurrency: house,
    limitMinor: reader.limitMinor,
    spentMinor: reader.spentMinor,
    currencies: await listCurrencies(q, claim.market_id, house),
  }
}

type Reader = { actorId: string; rights: Set<string>; limitMinor: number | null; spentMinor: number | null }

const movesOf = async (q: Queryable, row: CompensationRow, reader: Reader, now: number) => {
  const moves = compensationStates
    .movesFrom(row.state)
    .filter((move) => reader.rights.has(permissionForCompensation[move]))
  if (moves.length === 0) return []
  const { houseMinor } = await toHouse(q, { amountMinor: row.amount_minor, currency: row.currency }, now)
  const decision = { ...reader, proposedById: row.proposed_by, amountMinor: houseMinor }
  return moves
    .map((move) => ({ move, hindrance: hindranceTo(move, decision) }))
    .filter(({ hindrance }) => hindrance !== 'not_own_proposal')
}
