import os from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/harness/longest-first.ts'
import { alone, patient, speaking } from './tests/harness/which-tests.ts'

/** Tests wait for databases, sockets and browsers more than they compute: three at once on two cores. */
const workers = Math.max(3, os.availableParallelism() - 1)

const never = ['**/node_modules/**', '**/dist/**', '**/.data/**']
const plugins = [vue()]

/**
 * One run, one closing line: all that may run side by side, then the journeys with sound, one after another, each
 * beside a test that mostly waits.
 * The services start once for all, so the projects do not extend the root, which would start them again for each. Every
 * worker of a project loads the house anew, and a worker does not change its project: there are few of them.
 */
export default defineConfig({
  test: {
    globalSetup: ['tests/harness/services.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins,
        test: {
          name: 'house',
          include: ['**/*.test.ts'],
          exclude: [...never, ...alone, ...speaking, ...patient],
          setupFiles: ['tests/harness/before-each-file.ts'],
          // Loaded once for each worker, and not for each file: tests/house/leaves-nothing.test.ts says who may not.
          isolate: false,
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins,
        test: {
          name: 'alone',
          include: alone,
          exclude: never,
          setupFiles: ['tests/harness/before-each-file.ts'],
          maxWorkers: workers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins,
        test: {
          name: 'sound',
          include: [...speaking, ...patient],
          exclude: never,
          setupFiles: ['tests/harness/before-each-file.ts'],
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
