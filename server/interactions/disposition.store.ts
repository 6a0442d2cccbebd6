/** The rows of dispositions: the coded results of a contact. */
import type { Dictionary } from '#server/organisation/index.ts'
import { offeredTo } from '#shared/interactions/offered-dispositions.ts'
import { choosable, type Entry } from '#shared/organisation/dictionary.ts'
import type { Queryable } from '../platform/database.ts'

/** As the administration of lists edits it. */
export const dispositionDictionary: Dictionary = {
  code: 'dispositions',
  table: 'dispositions',
  shape: 'mixed',
  active: { column: 'active', on: true },
  ofQueues: true,
}

export type DispositionRow = { id: string; code: string; nameRu: string; nameEn: string }
type Listed = DispositionRow & Entry & { queueIds: string[] | null }
export type Choice = DispositionRow & { heading: { nameRu: string; nameEn: string } | null }

/**
 * What a contact may be closed with, in order, each with the heading it stands under.
 * @param queueId of the contact's queue, null: it came by none; undefined: of whatever queue
 */
export const activeDispositions = async (db: Queryable, queueId?: string | null): Promise<Choice[]> => {
  const all = await db('dispositions').select<Listed[]>({
    id: 'id',
    code: 'code',
    nameRu: 'name_ru',
    nameEn: 'name_en',
    parentId: 'parent_id',
    position: 'position',
    active: 'active',
    queueIds: 'queue_ids',
  })
  const chosen = choosable(all, dispositionDictionary.shape)
  const offered = queueId === undefined ? chosen : offeredTo(chosen, all, queueId)
  return offered.map(({ id, code, nameRu, nameEn, parentId }) => {
    const heading = all.find((one) => one.id === parentId)
    return {
      id,
      code,
      nameRu,
      nameEn,
      heading: heading ? { nameRu: heading.nameRu, nameEn: heading.nameEn } : null,
    }
  })
}

/** A contact of the queue may be closed with it now. */
export const isOffered = async (db: Queryable, id: string, queueId: string | null): Promise<boolean> =>
  (await activeDispositions(db, queueId)).some((one) => one.id === id)
