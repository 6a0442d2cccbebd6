import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueSteps } from './due-steps.ts'

const ladder = fc
  .record({ id: fc.uuid(), ats: fc.array(fc.nat(50), { maxLength: 5 }), next: fc.nat(5) })
  .map(({ id, ats, next }) => {
    const steps = ats.sort((a, b) => a - b).map((at) => ({ at, tell: [] }))
    return { id, steps, next_step: next, escalate_at: steps[next]?.at ?? null }
  })

test('all that have fallen due and none that has not, in the order in which they did, whichever clock’s', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(ladder, { maxLength: 4, selector: ({ id }) => id }),
      fc.nat(50),
      (clocks, now) => {
        const due = dueSteps(clocks, now)
        const owed = clocks.flatMap(({ steps, next_step }) =>
          steps.slice(next_step).filter(({ at }) => at <= now),
        )
        expect(due).toHaveLength(owed.length)
        const moments = due.map(({ step }) => step.at)
        expect(moments).toEqual([...moments].sort((a, b) => a - b))
        for (const clock of clocks) {
          const own = due.filter((one) => one.clock === clock).map(({ at }) => at)
          expect(own).toEqual(own.map((_, at) => clock.next_step + at))
        }
      },
    ),
  )
})
