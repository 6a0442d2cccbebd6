/** Whom a claim passes to when its handler does not get on with it: chosen by the same rule as a first one. */
import type { Queryable } from '#server/platform/database.ts'
import { chooseHandler } from '#shared/claims/assignment/choose-handler.ts'
import { absencesSince } from './absences-since.ts'
import { placeOfMarket } from './assignment.store.ts'
import { knowHandlers } from './know-handlers.ts'
import { todayIn } from './today.ts'

/** Null: there is nobody else who may, knows how, is here and has room. @param now epoch ms */
export const anotherHandler = async (
  q: Queryable,
  claim: { market_id: string; category_id: string; handler_id: string | null },
  now: number,
): Promise<string | null> => {
  const { zone, language } = await placeOfMarket(q, claim.market_id)
  const today = todayIn(zone, now)
  const wanted = { marketId: claim.market_id, categoryId: claim.category_id, language }
  const others = (await knowHandlers(q, [claim.market_id])).filter(({ id }) => id !== claim.handler_id)
  return chooseHandler({ wanted, handlers: others, absences: await absencesSince(q, today), today }).handlerId
}
