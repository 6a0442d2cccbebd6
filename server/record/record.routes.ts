import { handle, type Route } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import * as wire from '#shared/record/record.contract.ts'
import { readRecordDay, readRecordLines } from './read-record.ts'

export const recordRoutes = (platform: Platform): Route[] => [
  handle(wire.readTotals, ({ query, actor }) => readRecordDay(platform, actor, query)),
  handle(wire.readLines, ({ query, actor }) => {
    const { day, zone, ...filter } = query
    return readRecordLines(platform, actor, { day, zone }, filter)
  }),
]
