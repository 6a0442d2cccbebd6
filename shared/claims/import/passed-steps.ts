/**
 * Clocks of a claim that comes with a file run from when it was received: one whose time has passed is a breach at its true
 * time. Its ladder does not: steps whose moment had passed when the claim was brought in are passed over, for nobody is to get
 * letters about hundreds of old rows at once; what lies ahead is carried out as ever. Pure.
 */
import type { ClockPlan } from '../clock-plan.ts'

/** @param now when it was brought in, epoch ms */
export const passStepsBy = (plan: ClockPlan, now: number): ClockPlan => ({
  ...plan,
  done: plan.steps.filter(({ at }) => at <= now).length,
})
