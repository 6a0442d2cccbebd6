/** The rules of deadlines of the demo company, from its first day on: the usual ones, and what the law says of people. */

import type { ClockTerms } from '#shared/claims/clock.ts'
import { clockPresets } from '#shared/claims/clock-presets.ts'
import { defaultPolicy, type PolicyClock, type PolicyRule } from '#shared/claims/deadline-policy.ts'

const usual: ClockTerms = {
  start: 'received',
  n: 1,
  grain: 'day',
  unit: 'business',
  basis: 'policy',
  pausable: true,
  roll: 'none',
  end: 'midnight',
}

/** Told within hours that we have it, then every few days how it stands. */
const besides: PolicyClock[] = [
  {
    kind: 'acknowledge',
    terms: { ...usual, grain: 'minute', n: 4 * 60, pausable: false },
    steps: [
      { percent: 75, tell: ['handler'] },
      { percent: 100, tell: ['handler', 'lead'], reassign: true },
    ],
  },
  {
    kind: 'next-update',
    terms: { ...usual, n: 3 },
    steps: [
      { percent: 90, tell: ['handler'] },
      { percent: 100, tell: ['handler', 'lead'] },
    ],
  },
]

/** Each time a claim comes back somebody higher hears of it. */
const returns: PolicyClock['steps'] = [
  { returned: 1, tell: ['lead'] },
  { returned: 2, tell: ['role:head-after-sales'], raise: true },
  { returned: 3, tell: ['role:director'], raise: true },
]

const withMore = (rule: PolicyRule): PolicyRule => ({
  ...rule,
  clocks: [
    ...besides,
    ...rule.clocks.map((clock) =>
      clock.kind === 'final-answer' ? { ...clock, steps: [...clock.steps, ...returns] } : clock,
    ),
  ],
})

const demand = clockPresets.find(({ code }) => code === 'ru-consumer-demand')
const normal = defaultPolicy.rules.find(({ code }) => code === 'normal')

/** A private person's demand: ours, and the law's ten days beside it. */
const consumers: PolicyRule[] =
  demand && normal
    ? [
        {
          ...withMore(normal),
          code: 'consumer',
          nameRu: 'Частное лицо',
          nameEn: 'Private person',
          when: { clientClass: 'person' },
          clocks: [
            ...withMore(normal).clocks,
            {
              kind: 'final-answer',
              terms: demand.terms,
              steps: [
                { percent: 75, tell: ['handler', 'lead'] },
                { percent: 100, tell: ['role:director'], raise: true },
              ],
            },
          ],
        },
      ]
    : []

export const deadlineRules: PolicyRule[] = [...defaultPolicy.rules.map(withMore), ...consumers]
