/** Waiting for the client: what for, for how long at most, and what ends it. Pure. */
import { addBusinessDays, type OpenHours } from '../organisation/business-time.ts'
import type { HoldLimits } from './deadline-policy.ts'

export const waitsFor = ['answer', 'documents', 'photos', 'sample', 'access', 'payment'] as const
export type WaitsFor = (typeof waitsFor)[number]

/** The client's word, the handler, the cap, or the answer given all the same. */
export const holdEnds = ['client', 'handler', 'cap', 'move'] as const
export type HoldEnd = (typeof holdEnds)[number]

/** When a hold that begins now reminds and ends by itself; epoch ms. Throws CalendarNeverOpens. */
export const planHold = (
  limits: HoldLimits,
  calendar: OpenHours,
  from: number,
): { remindAt: number; endsAt: number } => ({
  remindAt: addBusinessDays(calendar, from, limits.remindAfterDays),
  endsAt: addBusinessDays(calendar, from, limits.capDays),
})
