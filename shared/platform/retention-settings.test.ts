import { expect, test } from 'vitest'
import { retention } from './retention.ts'
import { keepDaysOf, retentionCodes, retentionSettings, rulesOf, usualDays } from './retention-settings.ts'

test.each(retentionCodes)('%s goes by rules there are, and its usual time is within its bounds', (code) => {
  const { min, max, rules } = retentionSettings[code]
  expect(rulesOf(code)).toHaveLength(rules.length)
  expect(usualDays(code)).toBeGreaterThanOrEqual(min)
  expect(usualDays(code)).toBeLessThanOrEqual(max)
})

test('no rule goes by two settings', () => {
  const all = retentionCodes.flatMap((code) => retentionSettings[code].rules)
  expect(new Set(all).size).toBe(all.length)
})

test('what was said holds for its own rules alone; what stays longer than the first still does', () => {
  const days = Object.fromEntries(retention.map((rule) => [rule.table, keepDaysOf(rule, { routing: 90 })]))
  expect(days).toMatchObject({ routing_decisions: 90, routing_rosters: 92, audit: 1_095 })
  expect(retention.every((rule) => keepDaysOf(rule, {}) === rule.keepDays)).toBe(true)
})
