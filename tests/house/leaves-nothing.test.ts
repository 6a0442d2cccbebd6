/** Most test files share a process with others: what a file changes for all of it keeps it apart (tests/harness/which-tests.ts). */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { alone } from '../harness/which-tests.ts'

/** Modules, globals, the clock and the environment, as the process has them. */
const CHANGES =
  /\bvi\.(mock|doMock|resetModules|stubGlobal|stubEnv|useFakeTimers)\(|\bprocess\.env(\.\w+|\[[^\]]+\]) = |\bprocess\.chdir\(|^@vitest-environment/m

const tests = execFileSync('git', ['ls-files', '*.test.ts'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '')

test.each([
  ["  vi.mock('./api.ts', () => ({}))", true],
  ['  process.env.PATH = folder', true],
  ["  process.env['TZ'] = 'UTC'", true],
  ["const level = process.env.TEST_LOG ?? 'silent'", false],
  ["vi.spyOn(console, 'warn')", false],
])('%s: %s', (text, isChange) => expect(CHANGES.test(text)).toBe(isChange))

test('who changes the process runs alone, and nobody else does', () => {
  const changing = tests.filter(
    (file) => !file.endsWith('/leaves-nothing.test.ts') && CHANGES.test(readFileSync(file, 'utf8')),
  )
  expect(changing.sort()).toEqual([...alone].sort())
})
