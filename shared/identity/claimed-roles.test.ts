import { expect, test } from 'vitest'
import { claimAt, claimedRoles } from './claimed-roles.ts'

const map = [
  { value: 'hub-agents', role: 'agent' },
  { value: 'hub-admins', role: 'administrator' },
  { value: 'Call Center', role: 'agent' },
]

test.each([
  [['hub-agents', 'others'], ['agent']],
  ['hub-admins', ['administrator']],
  ['hub-admins hub-agents', ['administrator', 'agent']],
  [['Call Center'], ['agent']],
  [['hub-agents', 'Call Center'], ['agent']],
  [['HUB-AGENTS'], []],
  [undefined, []],
  [{ 'hub-admins': true }, []],
  [[['hub-admins']], []],
])('%j gives %j', (claim, roles) => expect(claimedRoles(claim, map)).toEqual(roles))

test('a claim is found by its name, or inside of others', () => {
  expect(claimAt({ 'https://x.y/roles': ['a'] }, 'https://x.y/roles')).toEqual(['a'])
  expect(claimAt({ realm_access: { roles: ['a'] } }, 'realm_access.roles')).toEqual(['a'])
  expect(claimAt({ roles: 'a' }, 'roles.inside')).toBeUndefined()
})
