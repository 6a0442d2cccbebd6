/** The rows of dispositions: the coded results of a contact. */
import type { Queryable } from '../platform/database.ts'

export type DispositionRow = { id: string; code: string; name_ru: string; name_en: string }

export const activeDispositions = (db: Queryable): Promise<DispositionRow[]> =>
  db('dispositions')
    .where({ active: true })
    .orderBy('position')
    .select<DispositionRow[]>('id', 'code', 'name_ru', 'name_en')

export const findDisposition = (db: Queryable, id: string): Promise<DispositionRow | undefined> =>
  db('dispositions').where({ id }).first<DispositionRow | undefined>()

export const dispositionExists = async (db: Queryable, id: string): Promise<boolean> =>
  (await db('dispositions').where({ id, active: true }).first('id')) !== undefined
