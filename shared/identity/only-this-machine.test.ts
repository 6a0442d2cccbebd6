import { expect, test } from 'vitest'
import { onlyThisMachine } from './only-this-machine.ts'

test.each([
  ['127.0.0.1', undefined, true],
  ['localhost', '', true],
  ['::1', 'http://[::1]:3000', true],
  ['127.0.0.1', 'http://localhost:8080', true],
  ['0.0.0.0', undefined, false],
  ['192.0.2.7', 'http://localhost:8080', false],
  ['127.0.0.1', 'https://hub.example', false],
  ['127.0.0.1', 'https://localhost.example', false],
  ['127.0.0.1', 'hub.example', false],
])('on %s, known as %s: %s', (host, publicUrl, only) => {
  expect(onlyThisMachine({ host, publicUrl })).toBe(only)
})
