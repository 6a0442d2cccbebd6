/** What the details of a claim point at: is it there, and is it this client's? */
import type { Queryable } from '#server/platform/database.ts'
import type { EditDetailsInput } from '#shared/claims/details/detail.contract.ts'
import { isActiveCategory } from '../policy.store.ts'
import { countOfClient, countProducts, isActiveCause } from './detail.store.ts'

type Pointing = Pick<
  EditDetailsInput,
  'categoryId' | 'dealId' | 'personIds' | 'interactionIds' | 'products' | 'causeId'
>

/** One message code for each field that points nowhere or at another client's. */
export const findDetailFaults = async (
  q: Queryable,
  clientId: string,
  given: Pointing,
): Promise<Record<string, string>> => {
  const faults: Record<string, string> = {}
  const areTheirs = async (table: 'persons' | 'interactions' | 'deals', ids: string[]) =>
    (await countOfClient(q, table, clientId, ids)) === new Set(ids).size
  if (given.categoryId && !(await isActiveCategory(q, given.categoryId))) faults.categoryId = 'unknown'
  if (given.dealId && !(await areTheirs('deals', [given.dealId]))) faults.dealId = 'not_of_client'
  if (given.personIds && !(await areTheirs('persons', given.personIds))) faults.personIds = 'not_of_client'
  if (given.interactionIds && !(await areTheirs('interactions', given.interactionIds)))
    faults.interactionIds = 'not_of_client'
  const products = new Set(given.products?.flatMap(({ productId }) => productId ?? []))
  if (products.size > 0 && (await countProducts(q, [...products])) !== products.size)
    faults.products = 'unknown'
  if (given.causeId && !(await isActiveCause(q, given.causeId))) faults.causeId = 'unknown'
  return faults
}
