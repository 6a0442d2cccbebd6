/** What an erasure would do, before it: what goes, what stays, and what has to end first. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { ErasurePreview } from '#shared/privacy/privacy.contract.ts'
import { erasable, hindrancesOf, type Target } from './erasure.policy.ts'
import { countGoing, countStaying } from './preview.store.ts'
import { whoseOf } from './whose.ts'

/** @throws 404, 403, 409 `merged`, `merge_moving`, `erased` */
export const previewErasure = (platform: Platform, actor: Actor, target: Target): Promise<ErasurePreview> =>
  inTransaction(platform.db, async (trx) => {
    const { name, family } = await erasable(trx, actor, target)
    const whose = await whoseOf(trx, target)
    return {
      name,
      goes: await countGoing(trx, whose),
      stays: await countStaying(trx, whose),
      hindrances: await hindrancesOf(trx, target, family),
    }
  })
