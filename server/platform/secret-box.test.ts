import { expect, test } from 'vitest'
import { seal, unseal } from './secret-box.ts'

const KEY = 'the key of this hub'

test('opens under its own key and name, and under no other', () => {
  const sealed = seal(KEY, 'token', 'секрет')
  expect(sealed).not.toContain('секрет')
  expect(unseal(KEY, 'token', sealed)).toBe('секрет')
  expect(unseal('another key', 'token', sealed)).toBeNull()
  expect(unseal(KEY, 'another name', sealed)).toBeNull()
})

test('the same secret looks another way each time, and a changed one does not open', () => {
  const sealed = seal(KEY, 'token', 'secret')
  expect(seal(KEY, 'token', 'secret')).not.toBe(sealed)
  const bytes = Buffer.from(sealed, 'base64')
  bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1
  expect(unseal(KEY, 'token', bytes.toString('base64'))).toBeNull()
  expect(unseal(KEY, 'token', 'no such thing')).toBeNull()
})
