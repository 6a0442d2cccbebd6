import { expect, test } from 'vitest'
import { lineProgramMissing, loadLineProgram } from './line-program.ts'

const load = (outcome: string | Error) =>
  loadLineProgram(async () => {
    if (outcome instanceof Error) throw outcome
    return outcome
  }).catch((error: Error) => error.message)

test('a program that could not be fetched is told of until it has come; another fault of it is not', async () => {
  expect(await load(new Error('no such device'))).toBe('no such device')
  expect(lineProgramMissing.value).toBe(false)
  const unfetched = 'Failed to fetch dynamically imported module: https://hub.test/assets/voice.js'
  expect(await load(new TypeError(unfetched))).toBe(unfetched)
  expect(lineProgramMissing.value).toBe(true)
  expect(await load('program')).toBe('program')
  expect(lineProgramMissing.value).toBe(false)
})
