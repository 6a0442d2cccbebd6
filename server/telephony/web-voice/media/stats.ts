/** What this process carries and what it costs. */
import type { MediaStats } from '#shared/telephony/media.contract.ts'
import type { Calls } from './calls.ts'
import type { Lateness } from './lateness.ts'

export type Stats = { read(): MediaStats }

export const createStats = (calls: Calls, capacity: number, lateness: Lateness): Stats => {
  const startedAt = performance.now()
  let readAt = startedAt
  let cpu = process.cpuUsage()
  return {
    read: () => {
      const now = performance.now()
      const used = process.cpuUsage(cpu)
      const cpuCores = (used.user + used.system) / 1000 / Math.max(1, now - readAt)
      cpu = process.cpuUsage()
      readAt = now
      const all = calls.all
      return {
        calls: all.length,
        legs: all.reduce((sum, call) => sum + call.legs.length, 0),
        recordings: all.reduce((sum, call) => sum + call.recordings.length, 0),
        capacity,
        upMs: now - startedAt,
        rssBytes: process.memoryUsage.rss(),
        cpuCores,
        lateness: lateness.read(),
      }
    },
  }
}
