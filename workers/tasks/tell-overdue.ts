/** Deadlines are looked for every 15 seconds, whatever became of their wake-ups. */
import type { Platform } from '#server/platform/platform.ts'
import type { Sweep } from '#server/platform/sweeps.ts'
import { tellOverdue } from '#server/tasks/index.ts'

export const taskSweeps = (platform: Platform): Sweep[] => [
  { name: 'tasks-overdue', everyMs: 15_000, run: () => tellOverdue(platform) },
]
