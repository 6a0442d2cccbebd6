/** All who may be given claims, with what they take, have and may: what `chooseHandler` chooses from. */
import type { Queryable } from '#server/platform/database.ts'
import type { Handler } from '#shared/claims/assignment/choose-handler.ts'
import { listHandlers, type PersonRow } from '../handler.store.ts'
import { listTerms, openByHandler, USUAL_MOST } from './assignment.store.ts'

export type KnownHandler = Handler & { name: string }

/** @param marketIds that claims are of */
export const knowHandlers = async (q: Queryable, marketIds: readonly string[]): Promise<KnownHandler[]> => {
  const people = new Map<string, PersonRow & { markets: string[] }>()
  for (const marketId of marketIds) {
    for (const person of await listHandlers(q, marketId)) {
      const known = people.get(person.id) ?? { ...person, markets: [] }
      known.markets.push(marketId)
      people.set(person.id, known)
    }
  }
  const terms = new Map((await listTerms(q)).map((row) => [row.user_id, row]))
  const open = await openByHandler(q)
  return [...people.values()]
    .map(({ id, name, markets }) => {
      const own = terms.get(id)
      return {
        id,
        name,
        markets,
        categories: own?.categories ?? [],
        languages: own?.languages ?? [],
        most: own?.most ?? USUAL_MOST,
        lastAt: own?.last_at ?? null,
        open: open.get(id) ?? 0,
      }
    })
    .sort((a, b) => a.name.localeCompare(b.name))
}
