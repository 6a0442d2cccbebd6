/** The door of the sales room. */
import type { Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { creditRoutes } from './credits/credit.routes.ts'
import { dealRoutes } from './deal.routes.ts'
import { productRoutes } from './products/product.routes.ts'
import { rateRoutes } from './rate.routes.ts'

export { putCredit } from './credits/credit.store.ts'
export { type LoggedRow, lockRequest, readHistory } from './deal.store.ts'
export { editDeal } from './edit-deal.ts'
export { noRate } from './keep-rates.ts'
export { moveDeal } from './move-deal.ts'
export { type Doing, openDeal } from './open-deal.ts'
export {
  productGroupDictionary,
  putProduct,
  putProductGroup,
  putRefusalReason,
  refusalDictionary,
} from './products/product.store.ts'
export { type House, type HouseAmount, putRate, readHouse, toHouse } from './rate.store.ts'
export {
  findReferenceFaults,
  findServedClient,
  isActiveUser,
  type ServedClient,
} from './references.store.ts'
export { listSold } from './sold.store.ts'

export const salesRoutes = (platform: Platform): Route[] => [
  ...dealRoutes(platform),
  ...productRoutes(platform),
  ...rateRoutes(platform),
  ...creditRoutes(platform),
]
