/** Forgets what has outlived its rule, a little at a time: a sweep that was long away catches up over several rounds. */
import { forgottenBefore, retention } from '#shared/platform/retention.ts'
import { keepDaysOf } from '#shared/platform/retention-settings.ts'
import type { Platform } from './platform.ts'
import { chosenDays, forgetBatch } from './retention.store.ts'

/** Few enough that the statement is over before anybody waits for it. */
const BATCH = 500
/** Of one rule in one round. */
const BATCHES = 40

/** Rows removed, by table. Several workers at once pass each other by. */
export const forgetOld = async (
  { db, clock, log }: Platform,
  { batch = BATCH, batches = BATCHES } = {},
): Promise<Record<string, number>> => {
  const removed: Record<string, number> = {}
  const { days } = await chosenDays(db)
  for (const rule of retention) {
    const before = forgottenBefore({ ...rule, keepDays: keepDaysOf(rule, days) }, clock.now())
    let gone = batch
    for (let turn = 0; turn < batches && gone === batch; turn += 1) {
      gone = await forgetBatch(db, rule, { before, limit: batch })
      if (gone > 0) removed[rule.table] = (removed[rule.table] ?? 0) + gone
    }
  }
  if (Object.keys(removed).length > 0) log.info({ removed }, 'forgot what has outlived its time')
  return removed
}
