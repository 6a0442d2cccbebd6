/** Exchange rates: house currency units for one unit of another, by day. */
import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { currencyCode } from './money.ts'

/** Exact decimal text, more than nought. */
const rateText = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,6})?$/)
  .refine((text) => /[1-9]/.test(text), 'not_positive')
const standDays = z.number().int().min(1).max(3_650)

export const currencyState = z.strictObject({
  currency: z.string(),
  /** The latest known; null: never named. */
  rate: z.string().nullable(),
  on: z.string().nullable(),
  /** Days since then; 0: today's. */
  ageDays: z.number().int().nullable(),
  /** Deals are counted at it. False: none, or too old to stand. */
  stands: z.boolean(),
})
export type CurrencyState = z.infer<typeof currencyState>

export const rateView = z.strictObject({
  currency: z.string(),
  on: z.string(),
  rate: z.string(),
  /** Null: seeded, or set before this was kept. */
  setBy: z.string().nullable(),
  setAt: z.number().nullable(),
})

export const ratesView = z.strictObject({
  houseCurrency: z.string(),
  /** Today by the zone of the house. */
  today: z.string(),
  /** So many days the last rate stands, when none was named since. */
  standDays: z.number().int(),
  /** Of all currencies that markets, deals or rates name, besides the house's own. */
  currencies: z.array(currencyState),
  /** Newest day first; of very many the latest 200. */
  rates: z.array(rateView),
})
export type RatesView = z.infer<typeof ratesView>

export const readRates = endpoint({ method: 'GET', path: '/api/rates', gate: 'deal.read', reply: ratesView })

/** A day named again is corrected; amounts fixed before keep the rate they had. 422 `on: in_future`, `currency: house_currency`. */
export const setRate = endpoint({
  method: 'PUT',
  path: '/api/rates',
  gate: 'rate.manage',
  body: z.strictObject({ currency: currencyCode, on: z.iso.date(), rate: rateText }),
  reply: ratesView,
})

export const setStandDays = endpoint({
  method: 'PUT',
  path: '/api/rates/standing',
  gate: 'rate.manage',
  body: z.strictObject({ standDays }),
  reply: ratesView,
})
