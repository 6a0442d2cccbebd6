import { expect, test } from 'vitest'
import { databaseIsAway } from './database-away.ts'

const withCode = (code: string) => Object.assign(new Error(''), { code })

test('what is and what is not a matter of a moment', () => {
  expect(
    ['57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET'].map(withCode).every(databaseIsAway),
  ).toBe(true)
  expect(databaseIsAway(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(['28P01', '3D000', '23505', '40001', 'ENOTFOUND'].map(withCode).some(databaseIsAway)).toBe(false)
  expect(databaseIsAway(undefined)).toBe(false)
})
