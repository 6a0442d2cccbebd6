/** The steps of ladders that have fallen due. Pure; moments in epoch ms. */
import type { PlannedStep } from './clock-plan.ts'

/** `escalate_at`: of the next step. */
type Laddered = {
  id: string
  steps: readonly PlannedStep[]
  next_step: number
  escalate_at: number | null
}

export type DueStep<C extends Laddered> = {
  clock: C
  /** Its place in the ladder, from 0. */
  at: number
  step: PlannedStep
}

/** In the order in which they fell due, whichever clock's; of a clock none before the one that precedes it. */
export const dueSteps = <C extends Laddered>(clocks: readonly C[], now: number): DueStep<C>[] =>
  clocks
    .flatMap((clock) => dueOf(clock, now))
    .sort((a, b) => a.step.at - b.step.at || a.clock.id.localeCompare(b.clock.id) || a.at - b.at)

const dueOf = <C extends Laddered>(clock: C, now: number): DueStep<C>[] => {
  const due: DueStep<C>[] = []
  let since = clock.escalate_at
  for (let at = clock.next_step; since !== null && since <= now; at += 1) {
    const step = clock.steps[at]
    if (!step) break
    due.push({ clock, at, step })
    since = clock.steps[at + 1]?.at ?? null
  }
  return due
}
