/** Rules about rights that must hold for any set of grants. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNarrowed } from './narrowed.ts'
import { type Permission, permissionNames, type Scope, scopes, wider } from './permissions.ts'
import { powers, powersBeyond } from './powers.ts'
import { seededRoles } from './seeded-roles.ts'

const scope = fc.constantFrom(...scopes)
const grants = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...permissionNames), scope), { selector: ([name]) => name })
  .map((entries) => new Map<string, Scope>(entries))
const rights = fc.record({
  grants,
  marketId: fc.constantFrom(null, 'ru', 'cn'),
  departmentIds: fc.subarray(['a', 'b', 'c']),
})

test('the wider of two scopes is one of them, whichever comes first', () => {
  fc.assert(
    fc.property(scope, scope, (a, b) => {
      expect(wider(a, b)).toBe(wider(b, a))
      expect([a, b]).toContain(wider(a, b))
      expect(scopes.indexOf(wider(a, b))).toBe(Math.max(scopes.indexOf(a), scopes.indexOf(b)))
    }),
  )
})

test('rights that stay or grow are not narrowed; one that shrinks is', () => {
  fc.assert(
    fc.property(rights, grants, (before, more) => {
      const grown = new Map(before.grants)
      for (const [name, wide] of more) grown.set(name, wider(grown.get(name) ?? 'own', wide))
      expect(isNarrowed(before, before)).toBe(false)
      expect(isNarrowed(before, { ...before, grants: grown })).toBe(false)
      for (const name of before.grants.keys()) {
        const fewer = new Map(before.grants)
        fewer.delete(name)
        expect(isNarrowed(before, { ...before, grants: fewer })).toBe(true)
      }
      for (const id of before.departmentIds) {
        const departmentIds = before.departmentIds.filter((other) => other !== id)
        expect(isNarrowed(before, { ...before, departmentIds })).toBe(true)
      }
    }),
  )
})

test('nobody hands out a power wider than their own, except who may write roles anyway', () => {
  fc.assert(
    fc.property(grants, grants, (own, given) => {
      const beyond = powersBeyond(own, Object.fromEntries(given))
      if (own.get('role.manage') === 'all') {
        expect(beyond).toEqual([])
        return
      }
      const width = (held: Map<string, Scope>, power: Permission) => {
        const wide = held.get(power)
        return wide ? scopes.indexOf(wide) : -1
      }
      for (const power of powers) expect(beyond.includes(power)).toBe(width(given, power) > width(own, power))
    }),
  )
})

test('seeded roles grant known permissions; only the administrator has powers over the hub', () => {
  for (const { code, grants: given } of seededRoles) {
    for (const name of Object.keys(given)) expect(permissionNames).toContain(name)
    const held = powers.filter((power) => given[power])
    expect(held).toEqual(code === 'administrator' ? powers : [])
  }
  expect(new Set(seededRoles.map(({ code }) => code)).size).toBe(seededRoles.length)
})
