import { expect, it } from 'vitest'
import { dayEnd, dayStart, factsOf } from './audit-text.ts'

it('shows facts as they stand', () => {
  expect(
    factsOf({ reason: 'expired', fields: ['name', 'roles'], grants: { a: 'own' } }, (name) => name),
  ).toBe('reason: expired, fields: name roles, grants: {"a":"own"}')
  expect(factsOf({ email: 'a@b.test' }, () => 'почта')).toBe('почта: a@b.test')
  expect(factsOf({}, String)).toBe('')
})

it('takes a day from its first to its last moment', () => {
  expect(dayEnd('2025-03-01')! - dayStart('2025-03-01')!).toBe(86_399_999)
  expect(dayStart('')).toBeUndefined()
})
