/** By when a client has the answer itself: what they are told, whatever else is owed sooner. Pure. */
import type { ClockKind } from './clock-table.ts'

type Running = { kind: ClockKind; deadlineAt: number; stoppedAt: number | null }

/** Epoch ms; null: nothing is owed. Without a clock for the answer the first deadline that runs is what is promised. */
export const answerPromisedAt = (clocks: readonly Running[]): number | null => {
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null)
  const answers = running.filter(({ kind }) => kind === 'final-answer')
  const deadlines = (answers.length > 0 ? answers : running).map(({ deadlineAt }) => deadlineAt)
  return deadlines.length > 0 ? Math.min(...deadlines) : null
}
