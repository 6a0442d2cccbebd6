/** One claim of a file: opened as any other, at the day it was received, with the number it had; closed where it was closed. */

import type { Trx } from '#server/platform/database.ts'
import { findServedClient } from '#server/sales/index.ts'
import type { ImportedClaim } from '#shared/claims/import/read-claim-row.ts'
import { handOver } from '../assign-claim.ts'
import { type ClaimRow, readClaimRow } from '../claim.store.ts'
import { columnsOf } from '../details/detail-columns.ts'
import { mayHandle } from '../handler.store.ts'
import { openJudged } from '../open-claim.ts'
import { closeBrought } from './close-brought.ts'

/** `by`: whoever brought the file. */
export type Bringing = { importId: string; by: string; now: number }
export type Opened = {
  /** How many events tell of it. */
  told: number
  /** Open, and past the strictest of its deadlines. */
  late: boolean
}

/** Null: nobody knows the client any more. */
export const openBrought = async (
  trx: Trx,
  { importId, by, now }: Bringing,
  { id, clientId, claim }: { id: string; clientId: string; claim: ImportedClaim },
): Promise<Opened | null> => {
  const client = await findServedClient(trx, { kind: 'all' }, clientId)
  if (!client) return null
  const { product, closed } = claim
  const products = product.productId === null && product.batch === null ? [] : [product]
  const opened = await openJudged(
    trx,
    { actor: { userId: by }, now },
    {
      clientId,
      categoryId: claim.categoryId,
      severity: claim.severity,
      description: claim.description,
      products,
    },
    {
      marketId: client.marketId,
      custom: claim.custom,
      receivedAt: claim.receivedAt,
      brought: { id, importId, columns: { outer_number: claim.outerNumber, ...columnsOf(detailsOf(claim)) } },
    },
  )
  // Of a closed one it is not known when, but it was before the close.
  const at = closed ? claim.receivedAt : now
  const assigned = await assign(trx, opened, { handlerId: claim.handlerId, by, at })
  if (!closed) return { told: assigned ? 2 : 1, late: opened.deadline_at <= now }
  const moves = await closeBrought(trx, await readClaimRow(trx, id), {
    closed,
    answer: claim.answer,
    actorId: by,
  })
  return { told: (assigned ? 2 : 1) + moves, late: false }
}

const detailsOf = ({ claimedMinor, agreedMinor, currency, invoiceNumber, orderNumber }: ImportedClaim) => ({
  claimedMinor,
  agreedMinor,
  currency,
  invoiceNumber,
  orderNumber,
})

/** The right may have gone since the file was checked: then it waits for a handler as any other. */
const assign = async (
  trx: Trx,
  claim: ClaimRow,
  { handlerId, by, at }: { handlerId: string | null; by: string; at: number },
): Promise<boolean> => {
  if (handlerId === null || !(await mayHandle(trx, handlerId, claim.market_id))) return false
  await handOver(trx, claim, { handlerId, actorId: by, now: at, untold: true })
  return true
}
