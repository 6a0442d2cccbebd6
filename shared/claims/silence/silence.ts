/** When a client who stays silent is reminded of the answer, and when the claim is closed without their word. Pure. */
import { z } from 'zod'
import { awaitsWord, type ClaimState, type ClosingGround } from '../claim.state.ts'

const DAY_MS = 86_400_000
const days = z.int().min(1).max(365)

export const MOST_REMINDERS = 5
export const silenceFields = {
  /** Days from the answer to each reminder, the soonest first. */
  remindAfterDays: z.array(days).max(MOST_REMINDERS),
  /** Days from the answer to the close. */
  lapseAfterDays: days,
  /** For so many days after the close a later word reopens the same claim. */
  reopenWithinDays: z.int().min(0).max(3_650),
}
const unordered = z.strictObject(silenceFields)
export type SilenceRules = z.infer<typeof unordered>

/** For `refine`: each reminder comes after the one before, and the close after all. */
export const inOrder: [(rules: SilenceRules) => boolean, { path: string[]; message: string }] = [
  ({ remindAfterDays, lapseAfterDays }) =>
    [...remindAfterDays, lapseAfterDays].every((day, at, all) => at === 0 || day > (all[at - 1] as number)),
  { path: ['remindAfterDays'], message: 'reminders_in_order' },
]
export const silenceRules = unordered.refine(...inOrder)

export const usualSilence: SilenceRules = {
  remindAfterDays: [3, 7],
  lapseAfterDays: 14,
  reopenWithinDays: 30,
}

/** Only these wait for a word on an answer; the others that owe nothing wait for nothing but their close. */
export const isAsked = (state: ClaimState): boolean => state === 'communicated' || state === 'settled'

export type Quiet = {
  /** Epoch ms of the next reminder; null: no more. */
  remindAt: number | null
  /** Epoch ms; null: it is not waited for. */
  lapseAt: number | null
}

/** Of a claim that came into this state at `now`. */
export const quietFrom = (rules: SilenceRules, state: ClaimState, now: number): Quiet => {
  if (!awaitsWord(state)) return { remindAt: null, lapseAt: null }
  const first = isAsked(state) ? rules.remindAfterDays[0] : undefined
  return {
    remindAt: first === undefined ? null : now + first * DAY_MS,
    lapseAt: now + rules.lapseAfterDays * DAY_MS,
  }
}

/** Of a claim whose client wrote in between, once we have answered: it waits anew, with the reminders that are left. */
export const quietAnew = (
  rules: SilenceRules,
  claim: { state: ClaimState; reminders: number; now: number },
): Quiet => {
  const { remindAt, lapseAt } = quietFrom(rules, claim.state, claim.now)
  return { remindAt: claim.reminders < rules.remindAfterDays.length ? remindAt : null, lapseAt }
}

/**
 * After the reminder number `sent` (from 1), sent at `now`. A reminder that came late leaves the client a day at least
 * before the close.
 */
export const quietAfterReminder = (
  rules: SilenceRules,
  claim: { sent: number; lapseAt: number; remindAt: number; now: number },
): { remindAt: number | null; lapseAt: number } => {
  const { sent, lapseAt, remindAt, now } = claim
  const [before, next] = [rules.remindAfterDays[sent - 1], rules.remindAfterDays[sent]]
  const lapse = Math.max(lapseAt, now + DAY_MS)
  const at =
    before === undefined || next === undefined
      ? null
      : Math.max(remindAt + (next - before) * DAY_MS, now + DAY_MS)
  return { remindAt: at !== null && at < lapse ? at : null, lapseAt: lapse }
}

/** Whoever had said nothing to the answer, and now says something; who confirmed it or took it back is only read. */
export const reopensByWord = (ground: ClosingGround | null): boolean => ground === 'silence'

/** Epoch ms until which a later word reopens a closed claim. */
export const reopenableUntil = (rules: SilenceRules, closedAt: number): number =>
  closedAt + rules.reopenWithinDays * DAY_MS
