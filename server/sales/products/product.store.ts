/** SQL of products, their groups and refusal reasons. */
import type { Dictionary } from '#server/organisation/index.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { Named, Product, ProductGroup, RefusalReason } from '#shared/sales/product.contract.ts'

/** Groups of products. A hub begins without any. */
export const productGroupDictionary: Dictionary = {
  code: 'product-groups',
  table: 'product_groups',
  shape: 'flat',
  active: { column: 'active', on: true },
  mayBeEmpty: true,
}

/** Reasons of refusals, as the administration of lists edits them. */
export const refusalDictionary: Dictionary = {
  code: 'refusal-reasons',
  table: 'refusal_reasons',
  shape: 'headed',
  active: { column: 'archived', on: false },
}

const names = { id: 'id', code: 'code', nameRu: 'name_ru', nameEn: 'name_en' }
const productColumns = {
  ...names,
  groupId: 'group_id',
  unit: 'unit',
  active: 'active',
  version: 'version',
}

export const listGroupRows = (q: Queryable): Promise<ProductGroup[]> =>
  q('product_groups')
    .orderBy(['position', 'code'])
    .select({ ...names, active: 'active' })

export const listProductRows = (q: Queryable): Promise<Product[]> =>
  q('products').orderBy('code').select(productColumns)

export const findProduct = (q: Queryable, id: string): Promise<Product | undefined> =>
  q('products').where({ id }).first(productColumns)

export const lockProduct = (trx: Trx, id: string): Promise<Product | undefined> =>
  trx('products').where({ id }).forNoKeyUpdate().first(productColumns)

/** A group that takes products now. */
export const isProductGroup = async (q: Queryable, id: string): Promise<boolean> =>
  (await q('product_groups').where({ id, active: true }).first('id')) !== undefined

type ProductFields = Pick<Product, 'nameRu' | 'nameEn' | 'groupId' | 'unit'>

/** Null where the code is taken. */
export const insertProduct = async (
  trx: Trx,
  product: ProductFields & { code: string },
): Promise<Product | null> => {
  const { code, nameRu, nameEn, groupId, unit } = product
  const [row] = await trx('products')
    .insert({ code, name_ru: nameRu, name_en: nameEn, group_id: groupId, unit })
    .onConflict('code')
    .ignore()
    .returning<{ id: string }[]>('id')
  return row ? ((await findProduct(trx, row.id)) ?? null) : null
}

export const updateProduct = async (
  trx: Trx,
  id: string,
  edit: Partial<ProductFields & Pick<Product, 'active'>>,
): Promise<void> => {
  const { nameRu, nameEn, groupId, unit, active } = edit
  await trx('products')
    .where({ id })
    .update({
      name_ru: nameRu,
      name_en: nameEn,
      group_id: groupId,
      unit,
      active,
      version: trx.raw('version + 1'),
    })
}

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
