/** An administrator renames a product, moves it to another group, switches it off. Nothing is removed: old rows name it. */
import type { z } from 'zod'
import { audit, changedMeanwhile, differingFields } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type { editProduct as editing, Product } from '#shared/sales/product.contract.ts'
import { productChanged } from '#shared/sales/product.events.ts'
import { findProduct, isProductGroup, lockProduct, updateProduct } from './product.store.ts'

type Edit = z.infer<NonNullable<(typeof editing)['body']>>

/** The kind of its versions. */
export const PRODUCT = 'product'
export const productState = ({ nameRu, nameEn, groupId, unit, active }: Product) => ({
  nameRu,
  nameEn,
  groupId,
  unit,
  active,
})

/** Throws 409 `changed_meanwhile`; 422 `groupId: unknown`; 404. */
export const editProduct = (
  { db, clock }: Platform,
  actor: Actor,
  id: string,
  { version, ...edit }: Edit,
  restores?: number,
): Promise<Product> =>
  inTransaction(db, async (trx) => {
    const before = await lockProduct(trx, id)
    if (!before) throw notFound('product', id)
    if (before.version !== version) throw changedMeanwhile(before, edit)
    const fields = differingFields(before, edit)
    if (fields.length === 0) return before
    if (fields.includes('groupId') && edit.groupId && !(await isProductGroup(trx, edit.groupId)))
      throw invalid({ groupId: 'unknown' })
    await updateProduct(trx, id, edit)
    const after = (await findProduct(trx, id)) as Product
    const at = clock.now()
    const { code } = before
    await appendEvent(trx, productChanged, {
      subjectId: id,
      actorId: actor.userId,
      at,
      data: { code, fields },
    })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'product.edit',
      outcome: 'ok',
      subjectKind: 'product',
      subjectId: id,
      data: { code, fields, ...(restores !== undefined && { restores }) },
    })
    await keepVersion(trx, {
      kind: PRODUCT,
      subjectId: id,
      before: { version: before.version, state: productState(before) },
      after: { version: after.version, state: productState(after) },
      actorId: actor.userId,
      at,
      restores,
    })
    return after
  })
