/** Where a number that was dialled leads. One that leads nowhere is told of, and its caller comes by the usual flow. */
import { USUAL_FLOW } from '#shared/telephony/flow-versions.contract.ts'
import { usersHolding } from '../../identity/index.ts'
import { inTransaction } from '../../platform/database.ts'
import { tellUser } from '../../tasks/index.ts'
import { activeFlow } from '../flow.store.ts'
import type { Telephony } from '../telephony.ts'
import { findNumber } from './number.store.ts'

export type NumberPlace = { flowCode: string; marketId: string | null; language: 'ru' | 'en' }

const USUAL: NumberPlace = { flowCode: USUAL_FLOW, marketId: null, language: 'ru' }
const DAY_MS = 86_400_000

/** Told once a day for each number, to whoever may mend it. */
export const placeOfNumber = async (house: Telephony, number: string, now: number): Promise<NumberPlace> => {
  const row = await findNumber(house.db, number)
  if (!row) {
    await tellOfMissing(house, number, 'number-unmapped', now)
    return USUAL
  }
  const place = { flowCode: row.flow_code, marketId: row.market_id, language: row.language }
  if (await activeFlow(house.db, row.flow_code)) return place
  await tellOfMissing(house, number, 'number-without-flow', now)
  return { ...place, flowCode: USUAL.flowCode }
}

const tellOfMissing = (house: Telephony, number: string, kind: string, now: number): Promise<void> =>
  inTransaction(house.db, async (trx) => {
    for (const userId of await usersHolding(trx, 'telephony.manage')) {
      await tellUser(trx, {
        userId,
        kind,
        key: `${kind}:${number}:${Math.floor(now / DAY_MS)}`,
        data: { number, link: '/administration/numbers' },
        at: now,
      })
    }
  })
