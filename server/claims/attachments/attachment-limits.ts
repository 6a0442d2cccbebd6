/** How large a file on a claim may be, and how many one claim may hold. */
import { audit } from '#server/identity/index.ts'
import { writeSetting } from '#server/organisation/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Queryable } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import type { AttachmentLimits } from '#shared/claims/attachments/attachment.contract.ts'
import { attachmentLimitsSet } from '#shared/claims/attachments/attachment.events.ts'
import type { LimitsView } from '#shared/claims/attachments/attachment-limits.contract.ts'
import { keptLimits, LIMITS_SETTING, lockLimits } from './attachment.store.ts'

/** While nobody has said otherwise: a photograph of a telephone is some 5 MB, a scanned contract some 20. */
const USUAL: LimitsView = { version: 0, megabytes: 25, count: 50 }
const BYTES = 1_000_000

/** There is one such setting; versions and the log want a name of it. */
export const LIMITS = { kind: 'attachment-limits', subjectId: '00000000-0000-7000-8000-000000000004' }

export const readLimitsView = async (q: Queryable): Promise<LimitsView> => (await keptLimits(q)) ?? USUAL

export const readLimits = async (q: Queryable): Promise<AttachmentLimits> => {
  const { megabytes, count } = await readLimitsView(q)
  return { bytes: megabytes * BYTES, count }
}

export const limitsState = ({ version, ...state }: LimitsView) => state

/** @throws 409 `changed_meanwhile` with `current` */
export const editLimits = (
  platform: Platform,
  actor: Actor,
  edit: LimitsView,
  restores?: number,
): Promise<LimitsView> =>
  inTransaction(platform.db, async (trx) => {
    await lockLimits(trx)
    const before = await readLimitsView(trx)
    if (before.version !== edit.version) throw changedMeanwhile(before, edit)
    const after = { ...edit, version: before.version + 1 }
    const [at, actorId] = [platform.clock.now(), actor.userId]
    await writeSetting(trx, LIMITS_SETTING, after, at)
    await appendEvent(trx, attachmentLimitsSet, { subjectId: LIMITS.subjectId, actorId, at, data: {} })
    await keepVersion(trx, {
      ...LIMITS,
      before: { version: before.version, state: limitsState(before) },
      after: { version: after.version, state: limitsState(after) },
      actorId,
      at,
      restores,
    })
    await audit(trx, {
      at,
      actorId,
      action: 'attachment-limits.edit',
      outcome: 'ok',
      subjectKind: LIMITS.kind,
      subjectId: LIMITS.subjectId,
      data: { from: limitsState(before), to: limitsState(after) },
    })
    return after
  })
