import { expect, test } from 'vitest'
import { thingAt } from './beside-link.ts'

const id = '01910000-0000-7000-8000-0000000000aa'

test.each(['claim', 'deal', 'task', 'interaction'] as const)('a %s opens beside the call', (kind) => {
  expect(thingAt(`/${kind}s/${id}`)).toEqual({ kind, id })
})

test.each([
  '/claims',
  '/claims/new',
  `/clients/${id}`,
  `/interactions/${id}/routing`,
  `/claims/${id}?from=call`,
  `https://elsewhere.example/claims/${id}`,
  '',
])('%s does not', (path) => {
  expect(thingAt(path)).toBeNull()
})
