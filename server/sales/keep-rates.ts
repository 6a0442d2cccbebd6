/** Whoever keeps the rates names the rate of a day, and how long the last one stands when nobody does. */
import { audit } from '#server/identity/index.ts'
import { writeSetting } from '#server/organisation/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Queryable } from '#server/platform/database.ts'
import { conflict, type HubError, invalid } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { RatesView } from '#shared/sales/rate.contract.ts'
import { rateSet, rateStandingSet } from '#shared/sales/rate.events.ts'
import { putRate, RATES_SETTING, readHouse, readStandDays } from './rate.store.ts'
import { dayIn, latestRates, listRateRows } from './rate-list.store.ts'

const SHOWN = 200

export const showRates = async (db: Queryable, now: number): Promise<RatesView> => {
  const house = await readHouse(db)
  const today = await dayIn(db, house.zone, now)
  const standDays = await readStandDays(db)
  const latest = await latestRates(db, { house: house.currency, today })
  return {
    houseCurrency: house.currency,
    today,
    standDays,
    currencies: latest.map((row) => ({
      currency: row.currency,
      rate: row.rate,
      on: row.on_date,
      ageDays: row.age_days,
      stands: row.age_days !== null && row.age_days < standDays,
    })),
    rates: (await listRateRows(db, SHOWN)).map((row) => ({
      currency: row.currency,
      on: row.on_date,
      rate: row.rate,
      setBy: row.set_by,
      setAt: row.set_at,
    })),
  }
}

/** `no_rate` (409): which rate is missing, and which was the last there was. */
export const noRate = async (q: Queryable, currency: string, now: number): Promise<HubError> => {
  const { currencies, standDays, today } = await showRates(q, now)
  const last = currencies.find((one) => one.currency === currency)?.on ?? null
  return conflict('no_rate', { currency, on: today, last, standDays })
}

/** Throws 422 for a day that has not come, and for the house's own currency. */
export const setRate = (
  { db, clock }: Platform,
  actor: Actor,
  rate: { currency: string; on: string; rate: string },
): Promise<RatesView> =>
  inTransaction(db, async (trx) => {
    const at = clock.now()
    const house = await readHouse(trx)
    if (rate.currency === house.currency) throw invalid({ currency: 'house_currency' })
    if (rate.on > (await dayIn(trx, house.zone, at))) throw invalid({ on: 'in_future' })
    await putRate(trx, { ...rate, setBy: actor.userId, at })
    await appendEvent(trx, rateSet, { subjectId: actor.userId, actorId: actor.userId, at, data: rate })
    const entry = { at, actorId: actor.userId, outcome: 'ok' as const, data: rate }
    await audit(trx, { ...entry, action: 'rate.set', subjectKind: 'rate' })
    return showRates(trx, at)
  })

export const setStandDays = ({ db, clock }: Platform, actor: Actor, standDays: number): Promise<RatesView> =>
  inTransaction(db, async (trx) => {
    const at = clock.now()
    await writeSetting(trx, RATES_SETTING, { standDays }, at)
    const told = { subjectId: actor.userId, actorId: actor.userId, at, data: { standDays } }
    await appendEvent(trx, rateStandingSet, told)
    const entry = { at, actorId: actor.userId, outcome: 'ok' as const, data: { standDays } }
    await audit(trx, { ...entry, action: 'rate.standing', subjectKind: 'rate' })
    return showRates(trx, at)
  })
