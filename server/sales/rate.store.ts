/** Rates of currencies, and the one conversion: by numeric in SQL, at the rate of its day. */
import { HOUSE_SETTING, readSetting } from '#server/organisation/index.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { minorDigits } from '#shared/sales/money.ts'

/** What the company reckons in, and the zone whose date names the rate: as the hub was founded. */
export type House = { currency: string; zone: string }
const defaultHouse: House = { currency: 'RUB', zone: 'Europe/Moscow' }

export const readHouse = async (q: Queryable): Promise<House> => {
  const set = (await readSetting(q, HOUSE_SETTING)) as Partial<House> | undefined
  return { ...defaultHouse, ...set }
}

/** Banks name no rates on long holidays: the last one stands so many days, an older one is none. */
const USUAL_STAND_DAYS = 14
/** `{ standDays }`, as those who keep the rates have set it. */
export const RATES_SETTING = 'sales.rates'

export const readStandDays = async (q: Queryable): Promise<number> => {
  const set = (await readSetting(q, RATES_SETTING)) as { standDays?: number } | undefined
  return set?.standDays ?? USUAL_STAND_DAYS
}

export type HouseAmount = {
  rate: string | null
  /** The day that the rate was named for, `YYYY-MM-DD`: the day itself, or one before it. Null in the house currency. */
  rateOn: string | null
  houseMinor: number | null
  houseCurrency: string
}

type Converted = { rate: string | null; on_date: string | null; house_minor: number | null }

/** `amountMinor` of `currency` in the house currency on the day of `at` (epoch ms). Rounds half away from zero. */
export const toHouse = async (
  q: Queryable,
  money: { amountMinor: number; currency: string },
  at: number,
): Promise<HouseAmount> => {
  const house = await readHouse(q)
  const { rows } = await q.raw<{ rows: Converted[] }>(
    `with chosen as (
       select 1::numeric as rate, null::date as on_date where :currency = :house
       union all
       (select rate, on_date from currency_rates
         where currency = :currency and :currency <> :house
           and on_date <= (:at::timestamptz at time zone :zone)::date
           and on_date > (:at::timestamptz at time zone :zone)::date - :stale::int
         order by on_date desc limit 1))
     select rate::text as rate, on_date,
            round(:amount::numeric * rate * power(10::numeric, :shift::int))::bigint as house_minor
       from chosen`,
    {
      currency: money.currency,
      house: house.currency,
      zone: house.zone,
      at: new Date(at),
      stale: await readStandDays(q),
      amount: money.amountMinor,
      shift: minorDigits(house.currency) - minorDigits(money.currency),
    },
  )
  return {
    rate: rows[0]?.rate ?? null,
    rateOn: rows[0]?.on_date ?? null,
    houseMinor: rows[0]?.house_minor ?? null,
    houseCurrency: house.currency,
  }
}

/** Idempotent for a day: the same day named again is corrected. Amounts already fixed keep the rate they had. */
export const putRate = async (
  trx: Trx,
  rate: { currency: string; on: string; rate: string; setBy?: string; at?: number },
): Promise<void> => {
  await trx('currency_rates')
    .insert({
      currency: rate.currency,
      on_date: rate.on,
      rate: rate.rate,
      set_by: rate.setBy ?? null,
      set_at: rate.at === undefined ? null : new Date(rate.at),
    })
    .onConflict(['currency', 'on_date'])
    .merge(['rate', 'set_by', 'set_at'])
}
