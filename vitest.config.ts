import os from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/harness/longest-first.ts'
import { alone, silent } from './tests/harness/which-tests.ts'

/** Tests wait for databases, sockets and browsers more than they compute: three at once on two cores. */
const workers = Math.max(3, os.availableParallelism() - 1)

const never = ['**/node_modules/**', '**/dist/**', '**/.data/**']

/** The house is loaded once for each worker, and not for each file: tests/house/leaves-nothing.test.ts says who may not. */
const shared = { isolate: false, maxWorkers: workers, sequence: { groupOrder: 1 } }
const quick = { testTimeout: 20_000, hookTimeout: 30_000 }
const walk = { testTimeout: 120_000, hookTimeout: 120_000 }

/**
 * One run, one closing line: the quick tests in parallel with the silent journeys, then those that speak, one after another.
 * The services start once for all, so the projects do not extend the root, which would start them again for each.
 */
export default defineConfig({
  test: {
    globalSetup: ['tests/harness/services.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'house',
          include: ['**/*.test.ts'],
          exclude: [...never, ...alone, 'tests/journeys/**'],
          ...shared,
          ...quick,
        },
      },
      {
        plugins: [vue()],
        test: { name: 'alone', include: alone, exclude: never, ...shared, ...quick, isolate: true },
      },
      { plugins: [vue()], test: { name: 'screens', include: silent, exclude: never, ...shared, ...walk } },
      {
        plugins: [vue()],
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          exclude: [...never, ...silent],
          ...shared,
          ...walk,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
