import { expect, test } from 'vitest'
import { rightsLost } from './rights-lost.ts'

const anna = { name: 'Анна', others: {} }
const boris = { name: 'Борис', others: { 'claim.read': 'all' as const } }

test('what was taken away or narrowed is lost by whoever has it from no other role as widely', () => {
  const before = { 'claim.read': 'all', 'task.read': 'department', 'deal.read': 'own' } as const
  const after = { 'claim.read': 'own', 'deal.read': 'all', 'user.read': 'own' } as const
  expect(rightsLost([anna, boris], before, after)).toEqual([
    { permission: 'task.read', names: ['Анна', 'Борис'] },
    { permission: 'claim.read', names: ['Анна'] },
  ])
  expect(rightsLost([anna, boris], before, { ...before, 'user.read': 'all' })).toEqual([])
  expect(rightsLost([], before, {})).toEqual([])
})
