/** Taken, missed, mean handle time, occupancy: the agent's own figures since midnight in their market's zone. */
import { DateTime } from 'luxon'
import type { z } from 'zod'
import type { myDay } from '#shared/agents/agent.contract.ts'
import type { Platform } from '../platform/platform.ts'
import { readDayFigures, zoneOf } from './day.store.ts'

export const readMyDay = async (
  { db, clock }: Platform,
  userId: string,
): Promise<z.infer<typeof myDay.reply>> => {
  const now = clock.now()
  const from = DateTime.fromMillis(now, { zone: await zoneOf(db, userId) })
    .startOf('day')
    .toMillis()
  const day = await readDayFigures(db, userId, from, now)
  return {
    from,
    taken: day.taken,
    missed: day.missed,
    declined: day.declined,
    called: day.called,
    reached: day.reached,
    meanHandleMs: day.handled > 0 ? day.handle_ms / day.handled : null,
    meanTalkMs: day.handled > 0 ? day.talk_ms / day.handled : null,
    occupancy: day.signed_in_ms > 0 ? day.busy_ms / day.signed_in_ms : null,
    signedInMs: day.signed_in_ms,
    talkMs: day.talk_ms,
    wrapUpMs: day.wrap_ms,
    awayMs: day.away_ms,
  }
}
