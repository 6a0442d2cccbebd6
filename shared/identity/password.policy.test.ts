import { expect, test } from 'vitest'
import { passwordFault } from './password.policy.ts'

const email = 'anna.petrova@example.test'

test.each([
  ['short one', 'too_small:10'],
  ['привет123', 'too_small:10'],
  ['x'.repeat(201), 'too_big:200'],
  ['Password1234', 'password_common'],
  ['Qwerty12345!', 'password_common'],
  ['Пароль2024!', 'password_common'],
  ['1234567890', 'password_common'],
  ['йцукенгшщзх', 'password_common'],
  ['aaaaabbbbbb', 'password_common'],
  ['Anna.Petrova@example.test', 'password_is_email'],
  ['anna.petrova', 'password_is_email'],
])('%s is refused: %s', (password, fault) => {
  expect(passwordFault(password, email)).toBe(fault)
})

test.each(['correct horse battery', 'семь бед один ответ', 'kX9#mLq2vR', '😀🎉🚀🌍🎵🔑🐟🍀🌙🔥'])(
  '%s will do',
  (password) => {
    expect(passwordFault(password, email)).toBeNull()
  },
)
