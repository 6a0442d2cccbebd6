import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/sales/product.contract.ts'
import { listGroupRows, listProductRows, listReasonRows } from './product.store.ts'

export const productRoutes = ({ db }: Platform): Route[] => [
  handle(wire.listProducts, async () => ({
    groups: await listGroupRows(db),
    products: await listProductRows(db),
  })),
  handle(wire.listRefusalReasons, async () => ({ reasons: await listReasonRows(db) })),
]
