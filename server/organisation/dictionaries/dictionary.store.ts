/** The SQL of the lists that people choose from; each names its table. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { EntryView } from '#shared/organisation/dictionary.contract.ts'
import type { Dictionary } from './dictionary.ts'

export const listEntries = (
  db: Queryable,
  { table, shape, active, ofQueues }: Dictionary,
): Promise<EntryView[]> =>
  db(table).select({
    id: 'id',
    code: 'code',
    nameRu: 'name_ru',
    nameEn: 'name_en',
    parentId: shape === 'flat' ? db.raw('null::uuid') : 'parent_id',
    position: 'position',
    active: db.raw('?? = ?', [active.column, active.on]),
    version: 'version',
    queueIds: ofQueues ? 'queue_ids' : db.raw('null::uuid[]'),
  })

/** The whole list is held: order and "the last one" are matters of all. */
export const lockEntries = async (trx: Trx, dictionary: Dictionary): Promise<EntryView[]> => {
  await trx(dictionary.table).orderBy('id').forNoKeyUpdate().select('id')
  return listEntries(trx, dictionary)
}

export const insertEntry = async (
  trx: Trx,
  { table, shape }: Dictionary,
  entry: Pick<EntryView, 'code' | 'nameRu' | 'nameEn' | 'parentId' | 'position'>,
): Promise<string> => {
  const [row] = await trx(table)
    .insert({
      code: entry.code,
      name_ru: entry.nameRu,
      name_en: entry.nameEn,
      position: entry.position,
      ...(shape !== 'flat' && { parent_id: entry.parentId }),
    })
    .returning<{ id: string }[]>('id')
  return row!.id
}

export const updateEntry = async (
  trx: Trx,
  { table, active }: Dictionary,
  id: string,
  edit: Partial<Pick<EntryView, 'nameRu' | 'nameEn' | 'active' | 'queueIds'>>,
): Promise<void> => {
  await trx(table)
    .where({ id })
    .update({
      name_ru: edit.nameRu,
      name_en: edit.nameEn,
      queue_ids: edit.queueIds,
      ...(edit.active !== undefined && { [active.column]: edit.active === active.on }),
      version: trx.raw('version + 1'),
    })
}

/** Their places, from 0, in this order. */
export const placeEntries = async (trx: Trx, { table }: Dictionary, ids: string[]): Promise<void> => {
  await trx.raw(
    `update ?? as e set position = o.place - 1
       from unnest(?::uuid[]) with ordinality as o (id, place) where e.id = o.id`,
    [table, ids],
  )
}
