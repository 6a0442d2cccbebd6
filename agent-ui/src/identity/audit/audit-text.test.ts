import { expect, it } from 'vitest'
import { factsOf } from './audit-text.ts'

it('shows facts as they stand', () => {
  expect(
    factsOf({ reason: 'expired', fields: ['name', 'roles'], grants: { a: 'own' } }, (name) => name),
  ).toBe('reason: expired, fields: name roles, grants: {"a":"own"}')
  expect(factsOf({ email: 'a@b.test' }, () => 'почта')).toBe('почта: a@b.test')
  expect(factsOf({}, String)).toBe('')
})
