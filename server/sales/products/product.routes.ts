import { readInput } from '#server/platform/bad-input.ts'
import { notFound } from '#server/platform/errors.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { versionRoutes } from '#server/platform/versions/version-routes.ts'
import * as wire from '#shared/sales/product.contract.ts'
import { addProduct } from './add-product.ts'
import { editProduct, PRODUCT, productState } from './edit-product.ts'
import { findProduct, listGroupRows, listProductRows, listReasonRows } from './product.store.ts'

export const productRoutes = (platform: Platform): Route[] => [
  handle(wire.listProducts, async () => ({
    groups: await listGroupRows(platform.db),
    products: await listProductRows(platform.db),
  })),
  handle(wire.addProduct, ({ body, actor }) => addProduct(platform, actor, body)),
  handle(wire.editProduct, ({ params, body, actor }) => editProduct(platform, actor, params.productId, body)),
  ...versionRoutes(platform.db, {
    endpoints: wire.productVersions,
    find: async (_actor, { productId }) => {
      const row = await findProduct(platform.db, productId)
      if (!row) throw notFound('product', productId)
      return { kind: PRODUCT, subjectId: productId, state: productState(row) }
    },
    edit: (actor, { productId }, { version, state, restores }) =>
      editProduct(
        platform,
        actor,
        productId,
        readInput(wire.editProduct.body!, { version, ...state }),
        restores,
      ),
  }),
  handle(wire.listRefusalReasons, async () => ({ reasons: await listReasonRows(platform.db) })),
]
