/** Letters that have a number and no file yet, and what the mail has made of those that it was given. */
import { makeLetters } from '#server/claims/index.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'

export const letterSweeps = (platform: Platform): Sweep[] => [
  { name: 'send-letters', everyMs: 3_000, run: () => makeLetters(platform) },
]
