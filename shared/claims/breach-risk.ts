/** The risk of a breach ahead of time: what is left until the deadline against what such claims still take. Pure. */
import {
  addBusinessMs,
  businessMsBetween,
  CalendarNeverOpens,
  type OpenHours,
} from '../organisation/business-time.ts'

/** Fewer than this say nothing. */
export const ENOUGH = 20

/** `p80Ms`: four of five such claims took no longer, in working time, from this stage to the final answer. */
export type StageNorm = { p80Ms: number; n: number }
export type BreachRisk = { leftMs: number; usualMs: number; n: number }

/** Of the same stage and kind where there were enough of them, else of the same stage. */
export const normFor = (
  norms: readonly (StageNorm & { state: string; categoryId: string | null })[],
  claim: { state: string; categoryId: string },
): StageNorm | null => {
  const enough = norms.filter(({ state, n }) => state === claim.state && n >= ENOUGH)
  const own = enough.find(({ categoryId }) => categoryId === claim.categoryId)
  return own ?? enough.find(({ categoryId }) => categoryId === null) ?? null
}

/** Null: there is time enough, or it is too late already: that is a breach and no risk. */
export const riskOf = (
  norm: StageNorm,
  calendar: OpenHours,
  deadlineAt: number,
  now: number,
): BreachRisk | null => {
  if (now >= deadlineAt) return null
  const leftMs = businessMsBetween(calendar, now, deadlineAt)
  return leftMs < norm.p80Ms ? { leftMs, usualMs: norm.p80Ms, n: norm.n } : null
}

/**
 * The same for all such claims at once: a deadline after `now` and before this moment (epoch ms) is at risk, a later one
 * is not. Where the calendar opens no more in time every deadline is: no working time is left before it.
 */
export const riskUntil = (norm: StageNorm, calendar: OpenHours, now: number): number => {
  try {
    return addBusinessMs(calendar, now, norm.p80Ms)
  } catch (error) {
    if (error instanceof CalendarNeverOpens) return AFTER_ALL
    throw error
  }
}

/** Later than any deadline. */
const AFTER_ALL = Date.UTC(9999, 0)
