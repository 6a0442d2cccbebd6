/** Claims on one batch have become too many: those who lead incidents are told, once for each batch. */
import { usersHolding } from '#server/identity/index.ts'
import { inTransaction } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { tellUser } from '#server/tasks/index.ts'
import { batchAlarmed } from '#shared/claims/incidents/incident.events.ts'
import { insertAlarm, listAlarming } from './group.store.ts'
import { readGroupRule } from './suggest-incidents.ts'

const DAY_MS = 86_400_000

/** Two workers at once tell nobody twice. Answers how many batches were told of. */
export const raiseBatchAlarms = async ({ db, clock }: Platform): Promise<number> => {
  const now = clock.now()
  const { withinDays, alarmAt } = await readGroupRule(db)
  let raised = 0
  for (const found of await listAlarming(db, { since: now - withinDays * DAY_MS, atLeast: alarmAt })) {
    raised += await inTransaction(db, async (trx) => {
      const id = await insertAlarm(trx, { ...found, at: now })
      if (!id) return 0
      await appendEvent(trx, batchAlarmed, { subjectId: id, actorId: null, at: now, data: found })
      for (const userId of await usersHolding(trx, 'incident.lead')) {
        await tellUser(trx, {
          userId,
          kind: 'batch-alarm',
          key: `batch-alarm:${id}`,
          data: { batch: found.batch, claims: found.claims, link: '/incidents' },
          at: now,
        })
      }
      return 1
    })
  }
  return raised
}
