import os from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Tests wait for databases and sockets more than they compute: two at once even where there is one core to spare. */
const workers = Math.max(2, os.availableParallelism() - 1)

const never = ['**/node_modules/**', '**/dist/**', '**/.data/**']

/** Journeys of the screens alone; those with sound are left to themselves, so that nothing makes them stutter. */
const silent = [
  'accessible',
  'administration',
  'bad-input',
  'card',
  'flows',
  'permission-walk',
  'reach',
  'shell',
].map((name) => `tests/journeys/${name}.test.ts`)

/**
 * One run, one closing line: the quick tests in parallel with the silent journeys, then those that speak, one after another. The services
 * start once for both, so the projects do not extend the root, which would start them again for each.
 */
export default defineConfig({
  test: {
    globalSetup: ['tests/harness/services.ts'],
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'house',
          include: ['**/*.test.ts'],
          exclude: [...never, 'tests/journeys/**'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [vue()],
        test: {
          name: 'screens',
          include: silent,
          exclude: never,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [vue()],
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          exclude: [...never, ...silent],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
