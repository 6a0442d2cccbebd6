import { expect, test } from 'vitest'
import type { RoleView } from '#shared/identity/role.contract.ts'
import { heldByRoles, offeredScopes, tokenStateOf } from './token-state.ts'

test('a token is live until it is revoked or its time is over', () => {
  const token = { revokedAt: null, expiresAt: 100 }
  expect(tokenStateOf(token, 99)).toBe('live')
  expect(tokenStateOf(token, 100)).toBe('expired')
  expect(tokenStateOf({ revokedAt: 5, expiresAt: 100 }, 50)).toBe('revoked')
})

test('offered is what is held, as widely, or one’s own', () => {
  expect(offeredScopes({ 'client.read': 'all' }, 'client.read')).toEqual([
    'own',
    'department',
    'market',
    'all',
  ])
  expect(offeredScopes({ 'client.read': 'market' }, 'client.read')).toEqual(['own', 'market'])
  expect(offeredScopes({}, 'client.read')).toEqual([])
  expect(offeredScopes({ 'audit.read': 'all' }, 'audit.read')).toEqual(['all'])
})

test('of several roles the widest scope is held', () => {
  const role = (code: string, grants: RoleView['grants']) => ({ code, grants }) as RoleView
  const roles = [
    role('a', { 'client.read': 'own', 'task.read': 'all' }),
    role('b', { 'client.read': 'market' }),
    role('c', { 'audit.read': 'all' }),
  ]
  expect(heldByRoles(roles, ['a', 'b'])).toEqual({ 'client.read': 'market', 'task.read': 'all' })
})
