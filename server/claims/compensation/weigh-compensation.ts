/** What a decision about an amount on a claim is judged by, all in the house currency at the rates of the day. */
import type { Queryable } from '#server/platform/database.ts'
import { type HouseAmount, readHouse, toHouse } from '#server/sales/index.ts'
import type { Decision } from '#shared/claims/compensation/compensation.policy.ts'
import { type CurrencySum, sumApproved } from './compensation.store.ts'
import { limitOfUser } from './limit.store.ts'

export type Weighed = Decision & { house: HouseAmount }

/** Minor units of the house currency; null when the rate of one of the currencies is missing. */
export const sumInHouse = async (q: Queryable, sums: CurrencySum[], at: number): Promise<number | null> => {
  let all = 0
  for (const { currency, amount_minor } of sums) {
    const { houseMinor } = await toHouse(q, { amountMinor: amount_minor, currency }, at)
    if (houseMinor === null) return null
    all += houseMinor
  }
  return all
}

export const weighCompensation = async (
  q: Queryable,
  asked: {
    claimId: string
    amountMinor: number
    currency: string
    proposedById: string
    actorId: string
    /** Epoch ms: the rates of this day count. */
    at: number
  },
): Promise<Weighed> => {
  const { claimId, proposedById, actorId, at } = asked
  const house = await toHouse(q, asked, at)
  return {
    proposedById,
    actorId,
    limitMinor: await limitOfUser(q, actorId, (await readHouse(q)).currency),
    spentMinor: await sumInHouse(q, await sumApproved(q, claimId), at),
    amountMinor: house.houseMinor,
    house,
  }
}
