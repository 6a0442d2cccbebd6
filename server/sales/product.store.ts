/** SQL of products, their groups and refusal reasons. */
import type { Dictionary } from '#server/organisation/index.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { Named, Product, RefusalReason } from '#shared/sales/product.contract.ts'

/** Reasons of refusals, as the administration of lists edits them. */
export const refusalDictionary: Dictionary = {
  code: 'refusal-reasons',
  table: 'refusal_reasons',
  shape: 'headed',
  active: { column: 'archived', on: false },
}

const names = { id: 'id', code: 'code', nameRu: 'name_ru', nameEn: 'name_en' }

export const listGroupRows = (q: Queryable): Promise<Named[]> =>
  q('product_groups').orderBy('code').select(names)

export const listProductRows = (q: Queryable): Promise<Product[]> =>
  q('products')
    .orderBy('code')
    .select({ ...names, groupId: 'group_id', unit: 'unit', active: 'active' })

export const listReasonRows = (q: Queryable): Promise<RefusalReason[]> =>
  q('refusal_reasons')
    .orderBy(['position', 'code'])
    .select({ ...names, parentId: 'parent_id', archived: 'archived' })

/** A reason that may be chosen: of the second level, not archived. */
export const findReason = async (q: Queryable, id: string): Promise<Named | null> => {
  const row = await q('refusal_reasons').where({ id, archived: false }).whereNotNull('parent_id').first(names)
  return (row as Named | undefined) ?? null
}

type NewName = { code: string; nameRu: string; nameEn: string }
const columnsOf = (name: NewName) => ({ code: name.code, name_ru: name.nameRu, name_en: name.nameEn })

/** Each by its code: there is one of it afterwards, with these names. Answers its id. */
const putByCode = async (trx: Trx, table: string, row: Record<string, unknown>): Promise<string> => {
  const [put] = await trx(table).insert(row).onConflict('code').merge().returning('id')
  return (put as { id: string }).id
}

export const putProductGroup = (trx: Trx, group: NewName): Promise<string> =>
  putByCode(trx, 'product_groups', columnsOf(group))

export const putProduct = (
  trx: Trx,
  product: NewName & { groupId: string; unit: string; active?: boolean },
): Promise<string> =>
  putByCode(trx, 'products', {
    ...columnsOf(product),
    group_id: product.groupId,
    unit: product.unit,
    active: product.active ?? true,
  })

export const putRefusalReason = (
  trx: Trx,
  reason: NewName & { parentId: string | null; position?: number; archived?: boolean },
): Promise<string> =>
  putByCode(trx, 'refusal_reasons', {
    ...columnsOf(reason),
    parent_id: reason.parentId,
    position: reason.position ?? 0,
    archived: reason.archived ?? false,
  })
