import { readableClient } from '#server/clients/index.ts'
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readClientBalance } from '#shared/sales/credit.contract.ts'
import { listCredits, sumCredits } from './credit.store.ts'

const SHOWN = 20

export const creditRoutes = ({ db }: Platform): Route[] => [
  handle(readClientBalance, async ({ params: { clientId }, actor }) => {
    await readableClient(db, actor, clientId)
    const [sums, lines] = await Promise.all([sumCredits(db, clientId), listCredits(db, clientId, SHOWN)])
    return {
      sums: sums.map((sum) => ({ currency: sum.currency, amountMinor: sum.amount_minor })),
      lines: lines.map((line) => ({
        id: line.id,
        at: line.at,
        amountMinor: line.amount_minor,
        currency: line.currency,
        ground: line.ground,
      })),
    }
  }),
]
