/** SQL of what the house owes clients beside invoices: signed lines, each written once and never changed. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { CreditGround } from '#shared/sales/credit.contract.ts'

export type NewCredit = {
  clientId: string
  /** Epoch ms. */
  at: number
  /** Minor units: more than nought is owed to the client, less takes back. */
  amountMinor: number
  currency: string
  houseMinor: number
  houseCurrency: string
  ground: CreditGround
  /** What it comes from; each source gives one line for each ground. */
  sourceId: string
}

/** Throws where the source has given this line already: a fault of ours that must stop the transaction. */
export const putCredit = async (trx: Trx, credit: NewCredit): Promise<void> => {
  await trx('client_credits').insert({
    client_id: credit.clientId,
    at: new Date(credit.at),
    amount_minor: credit.amountMinor,
    currency: credit.currency,
    house_minor: credit.houseMinor,
    house_currency: credit.houseCurrency,
    ground: credit.ground,
    source_id: credit.sourceId,
  })
}

export type CreditRow = {
  id: string
  at: number
  amount_minor: number
  currency: string
  ground: CreditGround
  source_id: string
}

/** The newest first. */
export const listCredits = (q: Queryable, clientId: string, limit: number): Promise<CreditRow[]> =>
  q('client_credits')
    .where({ client_id: clientId })
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit)
    .select('id', 'at', 'amount_minor', 'currency', 'ground', 'source_id')

/** A sum for each currency, none of nought. */
export const sumCredits = (
  q: Queryable,
  clientId: string,
): Promise<{ currency: string; amount_minor: number }[]> =>
  q('client_credits')
    .where({ client_id: clientId })
    .groupBy('currency')
    .havingRaw('sum(amount_minor) <> 0')
    .orderBy('currency')
    .select('currency')
    .select(q.raw('sum(amount_minor)::bigint as amount_minor'))
