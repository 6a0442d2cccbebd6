import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { severities } from './claim.state.ts'
import {
  chooseRule,
  claimRules,
  defaultPolicy,
  type PolicyRule,
  type RuleConditions,
} from './deadline-policy.ts'

const [market, other, category, tag] = [1, 2, 3, 4].map((n) => `0190a000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
]
const rule = (code: string, when: RuleConditions): PolicyRule => ({
  ...(defaultPolicy.rules[0] as PolicyRule),
  code,
  when,
})
const claim = {
  marketId: market,
  categoryId: category,
  severity: 'high' as const,
  clientClasses: ['person', `tag:${tag}`],
}
const chosen = (...rules: PolicyRule[]) => chooseRule({ version: 1, rules }, claim).code

describe('the most specific rule that fits', () => {
  const any = rule('any', {})
  test.each<[string, string, PolicyRule[]]>([
    ['the only one', 'any', [any]],
    [
      'a condition more',
      'two',
      [any, rule('one', { severity: 'high' }), rule('two', { severity: 'high', marketId: market })],
    ],
    ['not one that does not fit', 'any', [any, rule('else', { marketId: other, severity: 'high' })]],
    [
      'whom before what',
      'whom',
      [rule('what', { categoryId: category }), rule('whom', { clientClass: 'person' })],
    ],
    [
      'what before how grave',
      'what',
      [rule('grave', { severity: 'high' }), rule('what', { categoryId: category })],
    ],
    [
      'how grave before where',
      'grave',
      [rule('where', { marketId: market }), rule('grave', { severity: 'high' })],
    ],
    [
      'a tag before a kind',
      'tag',
      [rule('kind', { clientClass: 'person' }), rule('tag', { clientClass: `tag:${tag}` })],
    ],
    [
      'the earlier of two alike',
      'first',
      [rule('first', { severity: 'high' }), rule('second', { severity: 'high' })],
    ],
  ])('%s', (_, code, rules) => {
    expect(chosen(...rules)).toBe(code)
    if (code !== 'first') expect(chosen(...[...rules].reverse())).toBe(code)
  })

  test('fits, and nothing that fits has more conditions, whatever the rules', () => {
    const when = fc.record(
      {
        marketId: fc.constantFrom(market, other),
        categoryId: fc.constantFrom(category, other),
        severity: fc.constantFrom(...severities),
        clientClass: fc.constantFrom('person', 'company', `tag:${tag}`),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.array(when, { maxLength: 12 }), (conditions) => {
        const rules = [any, ...conditions.map((one, at) => rule(`r${at}`, one))]
        const best = chooseRule({ version: 1, rules }, claim)
        const fits = ({ when: one }: PolicyRule) =>
          [undefined, claim.marketId].includes(one.marketId) &&
          [undefined, claim.categoryId].includes(one.categoryId) &&
          [undefined, claim.severity].includes(one.severity as 'high') &&
          [undefined, ...claim.clientClasses].includes(one.clientClass)
        expect(fits(best)).toBe(true)
        const most = Math.max(...rules.filter(fits).map((one) => Object.keys(one.when).length))
        expect(Object.keys(best.when)).toHaveLength(most)
      }),
    )
  })
})

describe('a policy', () => {
  const faultOf = (rules: unknown): string | undefined =>
    claimRules.safeParse({ rules }).error?.issues[0]?.message

  test('that a hub begins with is one', () => {
    expect(claimRules.parse({ rules: defaultPolicy.rules })).toEqual({ rules: defaultPolicy.rules })
  })

  test('leaves no claim without a rule and no rule without a final answer', () => {
    const [low, ...others] = defaultPolicy.rules as [PolicyRule, ...PolicyRule[]]
    expect(faultOf(others)).toBe('no_rule_for_all')
    expect(faultOf([{ ...low, when: { severity: 'low', marketId: market } }, ...others])).toBe(
      'no_rule_for_all',
    )
    const reply = low.clocks.filter(({ kind }) => kind === 'reply')
    expect(faultOf([{ ...low, clocks: reply }, ...others])).toBe('no_final_answer')
    expect(faultOf([low, low, ...others])).toBe('duplicate')
    expect(faultOf([{ ...low, clocks: [...low.clocks, ...low.clocks] }, ...others])).toBe('duplicate')
  })

  test('knows no step that does nothing, and no reminder after the cap', () => {
    const low = defaultPolicy.rules[0] as PolicyRule
    const clock = low.clocks[0]!
    const withSteps = (steps: unknown[]) => [{ ...low, when: {}, clocks: [{ ...clock, steps }] }]
    expect(faultOf(withSteps([{ percent: 50, tell: [] }]))).toBe('required')
    expect(faultOf(withSteps([{ percent: 50, tell: [], raise: true }]))).toBeUndefined()
    expect(faultOf([{ ...low, when: {}, hold: { capDays: 3, remindAfterDays: 4 } }])).toBe('too_large')
  })
})
