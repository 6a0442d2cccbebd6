/** Which days are meant, and whose: those of the zone named, else of the reader's market, else of the house. */
import type { Actor } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { readHouse } from '#server/sales/index.ts'
import { boundsOf } from '#shared/claims/board/claim-period.ts'
import type { Period } from '../list/figure-filter.store.ts'
import { zoneOfMarket } from '../policy.store.ts'

export const zoneAsked = async (q: Queryable, actor: Actor, zone: string | undefined): Promise<string> =>
  zone ?? (await zoneOfMarket(q, actor.marketId)) ?? (await readHouse(q)).zone

/** Open at an end that is not named. */
export const periodAsked = async (
  q: Queryable,
  actor: Actor,
  { from, to, zone }: { from?: string | undefined; to?: string | undefined; zone?: string | undefined },
): Promise<Period> => {
  if (!from && !to) return { from: null, to: null }
  const days = await zoneAsked(q, actor, zone)
  return {
    from: from ? boundsOf({ from, to: from }, days).from : null,
    to: to ? boundsOf({ from: to, to }, days).to : null,
  }
}
