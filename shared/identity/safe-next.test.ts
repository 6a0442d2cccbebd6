import { expect, it } from 'vitest'
import { safeNext } from './safe-next.ts'

it.each([
  ['/clients/1', '/clients/1'],
  ['/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['https://evil.example', '/'],
  ['/sign-in?next=/sign-in', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
])('follows %j to %s', (next, to) => expect(safeNext(next)).toBe(to))
