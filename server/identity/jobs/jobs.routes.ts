/** The hub's own work, for who also sees to what could not leave it. */
import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readSweeps } from '#server/platform/sweep.store.ts'
import { readWakeCounts } from '#server/platform/wake.ts'
import { readJobs } from '#shared/identity/jobs.contract.ts'
import { presentLane, presentSweep } from './jobs.present.ts'
import { readLanes } from './lanes.store.ts'

export const jobRoutes = ({ db, config }: Platform): Route[] => [
  handle(readJobs, async () => {
    const [sweeps, lanes, wakes] = await Promise.all([readSweeps(db), readLanes(db), readWakeCounts()])
    // The rounds are written down by the workers' own clock, not by one that a test may move.
    const now = Date.now()
    return {
      sweeps: sweeps.map((row) => presentSweep(row, now)),
      lanes: lanes.map((row) => presentLane(row, !config.SMTP_URL)),
      wakes,
    }
  }),
]
