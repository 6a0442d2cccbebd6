/** An administrator adds a product to a group. */
import type { z } from 'zod'
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { addProduct as adding, Product } from '#shared/sales/product.contract.ts'
import { productAdded } from '#shared/sales/product.events.ts'
import { insertProduct, isProductGroup } from './product.store.ts'

type Wish = z.infer<NonNullable<(typeof adding)['body']>>

/** Throws 409 `exists`; 422 `groupId: unknown`. */
export const addProduct = ({ db, clock }: Platform, actor: Actor, wish: Wish): Promise<Product> =>
  inTransaction(db, async (trx) => {
    if (!(await isProductGroup(trx, wish.groupId))) throw invalid({ groupId: 'unknown' })
    const row = await insertProduct(trx, wish)
    const { code } = wish
    if (!row) throw conflict('exists', { code })
    const at = clock.now()
    await appendEvent(trx, productAdded, { subjectId: row.id, actorId: actor.userId, at, data: { code } })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'product.add',
      outcome: 'ok',
      subjectKind: 'product',
      subjectId: row.id,
      data: { code },
    })
    return row
  })
