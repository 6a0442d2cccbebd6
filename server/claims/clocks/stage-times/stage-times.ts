/** Keeps how long an answered claim still took from each of its stages; and tells by it which open ones run a risk. */
import { inTransaction, type Queryable, type Trx } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readHistory } from '#server/sales/index.ts'
import { type BreachRisk, normFor, riskOf } from '#shared/claims/breach-risk.ts'
import { claimMoved, stateNow } from '#shared/claims/claim.events.ts'
import { type ClaimState, owesAnswer } from '#shared/claims/claim.state.ts'
import { countedBetween } from '#shared/claims/clock.ts'
import { readMarketCalendar } from '../../policy.store.ts'
import type { ClockRow } from '../clock.store.ts'
import { listHolds } from '../holds/hold.store.ts'
import { type ClockedClaim, holdsOf } from '../plan-clocks.ts'
import {
  insertStageTimes,
  listFinalDeadlines,
  listNorms,
  refreshNorms,
  type StageTime,
} from './stage-time.store.ts'

const YEAR_MS = 365 * 86_400_000

/** The clock of the final answer has just been stopped. Working time, without the waits for the client. */
export const keepStageTimes = async (
  trx: Trx,
  claim: ClockedClaim & { id: string; state: ClaimState },
  clock: ClockRow,
  at: number,
): Promise<void> => {
  const calendar = await readMarketCalendar(trx, claim.market_id)
  const holds = holdsOf(await listHolds(trx, claim.id))
  const { terms, zone } = clock.deadline_basis
  const counted = {
    terms: { ...terms, unit: 'business' as const, pausable: true },
    startedAt: clock.started_at,
    holds,
    calendar,
    zone,
  }
  const entered = (await readHistory(trx, claim.id)).flatMap((row) => {
    if (row.kind !== claimMoved.kind || row.at < clock.started_at || row.at > at) return []
    const state = stateNow(claimMoved.data.parse(row.data).to)
    return owesAnswer(state) ? [{ state, enteredAt: row.at }] : []
  })
  const times: StageTime[] = entered.map((one) => ({
    ...one,
    leftMs: countedBetween({ ...counted, startedAt: one.enteredAt }, one.enteredAt, at).elapsedMs,
  }))
  const of = { clockId: clock.id, claimId: claim.id, categoryId: claim.category_id, stoppedAt: at }
  if (times.length > 0) await insertStageTimes(trx, of, times)
}

type Row = { id: string; state: ClaimState; category_id: string; market_id: string }

/** Of these claims those at risk. Claims that owe no final answer run none. */
export const risksOf = async (
  q: Queryable,
  rows: readonly Row[],
  now: number,
): Promise<Map<string, BreachRisk>> => {
  const norms = await listNorms(q)
  const owing = norms.length > 0 ? rows.filter(({ state }) => owesAnswer(state)) : []
  if (owing.length === 0) return new Map()
  const deadlines = await listFinalDeadlines(
    q,
    owing.map(({ id }) => id),
  )
  const calendars = new Map<string, Awaited<ReturnType<typeof readMarketCalendar>>>()
  for (const marketId of new Set(owing.map(({ market_id }) => market_id)))
    calendars.set(marketId, await readMarketCalendar(q, marketId))
  const risks = new Map<string, BreachRisk>()
  for (const row of owing) {
    const norm = normFor(norms, { state: row.state, categoryId: row.category_id })
    const calendar = calendars.get(row.market_id)
    const deadlineAt = deadlines.get(row.id)
    if (!norm || !calendar || deadlineAt === undefined) continue
    const risk = riskOf(norm, calendar, deadlineAt, now)
    if (risk) risks.set(row.id, risk)
  }
  return risks
}

/** What such claims still take, of the year up to now. */
export const reckonStages = (platform: Platform): Promise<void> =>
  inTransaction(platform.db, (trx) => refreshNorms(trx, platform.clock.now() - YEAR_MS))
