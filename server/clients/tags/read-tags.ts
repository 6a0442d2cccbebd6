/** The tags there are, to choose from and to filter by. A word says nothing of whose cards bear it. */
import type { Queryable } from '#server/platform/database.ts'
import type { Tag } from '#shared/clients/tag.contract.ts'
import { findTags } from './tag.store.ts'

const SHOWN = 50

export const readTags = async (
  db: Queryable,
  search: string,
): Promise<{ tags: (Tag & { clients: number })[] }> => ({ tags: await findTags(db, search, SHOWN) })
