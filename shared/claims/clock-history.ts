/** What of a claim's clocks would run if a rule had held from its first day on. Pure; moments in epoch ms. */
import { type ClockKind, type ClockSignal, changesOn } from './clock-table.ts'
import type { PolicyClock, PolicyRule } from './deadline-policy.ts'

/** `owes`: whether an answer was owed after it. */
export type PastSignal = { signal: ClockSignal; owes: boolean; at: number }

/** The kinds that run after these signals, each with the one that it runs since; a kind that runs already goes on. */
export const runningAfter = (signals: readonly PastSignal[]): Map<ClockKind, PastSignal> => {
  const running = new Map<ClockKind, PastSignal>()
  for (const one of signals) {
    const { stops, starts } = changesOn(one.signal, one.owes)
    for (const kind of stops) running.delete(kind)
    for (const kind of starts) if (!running.has(kind)) running.set(kind, one)
  }
  return running
}

type Sort = { kind: ClockKind; basis: string }

/** The clocks of a rule that are none of these. */
export const absentFrom = (rule: PolicyRule, running: readonly Sort[]): PolicyClock[] =>
  rule.clocks.filter(
    ({ kind, terms }) => !running.some((one) => one.kind === kind && one.basis === terms.basis),
  )

export type AddedClock = { clock: PolicyClock; since: PastSignal }

/** Of absent clocks those that are due: what starts them has been, and what stops them has not. */
export const addedBy = (absent: readonly PolicyClock[], signals: readonly PastSignal[]): AddedClock[] => {
  const running = runningAfter(signals)
  return absent.flatMap((clock) => {
    const since = running.get(clock.kind)
    return since ? [{ clock, since }] : []
  })
}
