/** A rule of deadlines as its form edits it, and in one line. */
import type { ClockTerms } from '#shared/claims/clock.ts'
import type { PolicyClock, PolicyRule, PolicyStep } from '#shared/claims/deadline-policy.ts'

export type StepKind = 'percent' | 'businessDaysAfter' | 'returned'
export const stepKinds = ['percent', 'businessDaysAfter', 'returned'] as const

export const kindOfStep = (step: PolicyStep): StepKind => stepKinds.find((kind) => kind in step) ?? 'percent'
export const numberOfStep = (step: PolicyStep): number =>
  (step as Record<StepKind, number | undefined>)[kindOfStep(step)] ?? 0

/** Another moment for a step that does the same. */
export const stepAt = (step: PolicyStep, kind: StepKind, n: number): PolicyStep => {
  const { tell, raise, reassign } = step
  return { [kind]: n, tell, ...(raise && { raise }), ...(reassign && { reassign }) } as PolicyStep
}

/** A flag that is off is left out, as the contract wants it. */
export const withFlag = (step: PolicyStep, flag: 'raise' | 'reassign', on: boolean): PolicyStep => {
  const { [flag]: _, ...rest } = step
  return (on ? { ...rest, [flag]: true } : rest) as PolicyStep
}

export const newClock = (): PolicyClock => ({
  kind: 'first-answer',
  terms: {
    start: 'received',
    n: 1,
    grain: 'day',
    unit: 'business',
    basis: 'policy',
    pausable: true,
    roll: 'none',
    end: 'midnight',
  },
  steps: [{ percent: 100, tell: ['handler'] }],
})

/** What does not go together is put right: a law never pauses, and only days roll. */
export const rightTerms = (terms: ClockTerms): ClockTerms => ({
  ...terms,
  pausable: terms.pausable && terms.basis !== 'law',
  roll: terms.grain === 'day' ? terms.roll : 'none',
  end: terms.grain === 'day' ? terms.end : 'midnight',
})

/** A rule for one more sort of claims, with the clocks of the one it is made after. */
export const newRule = (like: PolicyRule, taken: readonly PolicyRule[]): PolicyRule => {
  let number = taken.length + 1
  while (taken.some(({ code }) => code === `rule-${number}`)) number += 1
  const names = { nameRu: `Правило ${number}`, nameEn: `Rule ${number}` }
  return { ...(JSON.parse(JSON.stringify(like)) as PolicyRule), ...names, code: `rule-${number}`, when: {} }
}
