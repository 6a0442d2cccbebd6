/** Where clocks stand, decided by their timestamps alone, whenever anyone looks. */
import { type Clock, type ClockTerms, countedBetween, deadlineOf } from './clock.ts'

export type Standing = {
  state: 'running' | 'held' | 'met' | 'breached'
  /** Null while held short of the deadline: it is not known before the hold ends. */
  deadlineAt: number | null
  /** Counted and held time until stopped, or now; ms of the clock's own unit (open hours for `business`). */
  elapsedMs: number
  heldMs: number
  /** After the deadline, ms by the wall clock. */
  lateMs: number
}

/** An answer at the deadline itself is in time; a late one is a breach even if nobody looked between the two. */
export const isBreached = (deadlineAt: number | null, stoppedAt: number | null, now: number): boolean =>
  deadlineAt !== null && (stoppedAt ?? now) > deadlineAt

/** @param stoppedAt when the answer was given; null: still owed */
export const standingOf = (clock: Clock, stoppedAt: number | null, now: number): Standing => {
  const until = stoppedAt ?? now
  const deadlineAt = deadlineOf(clock)
  const breached = isBreached(deadlineAt, stoppedAt, now)
  return {
    state: breached ? 'breached' : stoppedAt !== null ? 'met' : isHeld(clock, now) ? 'held' : 'running',
    deadlineAt,
    ...countedBetween(clock, clock.startedAt, until),
    lateMs: breached ? until - deadlineAt! : 0,
  }
}

const isHeld = ({ terms, holds }: Clock, now: number): boolean =>
  terms.pausable && holds.some(({ from, to }) => from <= now && (to === null || now < to))

/** The clock that drives the desk: the earliest deadline, a held one without a deadline last. Null: none given. */
export const strictest = <C extends Clock>(clocks: readonly C[]): C | null => {
  const dated = clocks.map((clock) => ({ clock, at: deadlineOf(clock) ?? Number.POSITIVE_INFINITY }))
  return (
    dated.reduce<(typeof dated)[number] | null>(
      (first, one) => (first && first.at <= one.at ? first : one),
      null,
    )?.clock ?? null
  )
}

/** The same start and holds under other terms. */
export const underTerms = (clock: Clock, terms: ClockTerms): Clock => ({ ...clock, terms })

export type ClockMoments = { sentAt?: number; receivedAt?: number; presentedAt?: number }

/** When terms begin to run; null while their moment has not come. */
export const startOf = (terms: ClockTerms, moments: ClockMoments): number | null =>
  ({ sent: moments.sentAt, received: moments.receivedAt, presented: moments.presentedAt })[terms.start] ??
  null
