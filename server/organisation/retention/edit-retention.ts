/** Says for how long things are kept that the hub forgets by itself; what that forgets is told before. */
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile, differingFields } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Queryable } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import { CHOSEN_DAYS, chosenDays, countOld, lockChosenDays } from '#server/platform/retention.store.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import { retentionChanged } from '#shared/organisation/organisation.events.ts'
import type { RetentionDays, RetentionView } from '#shared/organisation/retention.contract.ts'
import { forgottenBefore } from '#shared/platform/retention.ts'
import {
  type ChosenDays,
  keepDaysOf,
  type RetentionCode,
  retentionCodes,
  rulesOf,
  usualDays,
} from '#shared/platform/retention-settings.ts'
import type { Administration } from '../administration.ts'
import { writeSetting } from '../organisation.store.ts'

/** There is one such setting; versions and the log want a name of it. */
export const RETENTION = { kind: 'retention', subjectId: '00000000-0000-7000-8000-000000000001' }
const COUNTED = 100_000

const allDays = (chosen: ChosenDays): RetentionDays =>
  Object.fromEntries(retentionCodes.map((code) => [code, chosen[code] ?? usualDays(code)])) as RetentionDays

export const readRetention = async (db: Queryable): Promise<RetentionView> => {
  const { version, days } = await chosenDays(db)
  return { version, days: allDays(days) }
}

/** Only what would go that does not go by the present times. */
export const previewRetention = async (house: Administration, days: RetentionDays) => {
  const present = (await readRetention(house.db)).days
  const gone: { code: RetentionCode; rows: number; more: boolean }[] = []
  for (const code of retentionCodes.filter((one) => days[one] < present[one])) {
    let rows = 0
    for (const rule of rulesOf(code)) {
      const before = forgottenBefore({ ...rule, keepDays: keepDaysOf(rule, days) }, house.clock.now())
      rows += await countOld(house.db, rule, { before, limit: COUNTED })
    }
    gone.push({ code, rows, more: rows >= COUNTED })
  }
  return { gone }
}

/** Throws 409 `changed_meanwhile` with `current`. */
export const editRetention = (
  house: Administration,
  actor: Actor,
  edit: { version: number; days: RetentionDays },
  restores?: number,
): Promise<RetentionView> =>
  inTransaction(house.db, async (trx) => {
    const chosen = await lockChosenDays(trx)
    const before = { version: chosen.version, days: allDays(chosen.days) }
    if (before.version !== edit.version) throw changedMeanwhile(before, { days: edit.days })
    const fields = differingFields(before.days, edit.days)
    if (fields.length === 0) return before
    const after = { version: before.version + 1, days: edit.days }
    const [at, actorId] = [house.clock.now(), actor.userId]
    await writeSetting(trx, CHOSEN_DAYS, after, at)
    await appendEvent(trx, retentionChanged, {
      subjectId: RETENTION.subjectId,
      actorId,
      at,
      data: { fields },
    })
    await keepVersion(trx, {
      ...RETENTION,
      before: { version: before.version, state: { days: before.days } },
      after: { version: after.version, state: { days: after.days } },
      actorId,
      at,
      restores,
    })
    await house.audit(trx, {
      at,
      actorId,
      action: 'retention.edit',
      outcome: 'ok',
      subjectKind: RETENTION.kind,
      subjectId: RETENTION.subjectId,
      data: {
        fields,
        from: before.days,
        to: after.days,
        ...(restores !== undefined && { restores }),
      },
    })
    return after
  })
