/**
 * Begins an erasure: the card is closed to all at once, in one short transaction; what lies scattered goes in batches,
 * and the name last. A sweep takes up what a crash has left. Not to be undone.
 */
import { markErased, markPersonErased } from '#server/clients/index.ts'
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { erasureBegun } from '#shared/privacy/privacy.events.ts'
import { carryOrLater } from './carry-erasure.ts'
import { erasable, mustBeErasable, type Target } from './erasure.policy.ts'
import { type ErasureRow, findErasure, insertErasure } from './erasure.store.ts'
import { presentErasure } from './privacy.present.ts'

export type ErasureWish = Target & { ground: ErasureRow['ground']; name: string }

/** @throws 409 `held`, `open_work`, `merge_moving`, `merged`, `erased`; 422 `not_the_name`; 404, 403 */
export const eraseIdentity = async (platform: Platform, actor: Actor, wish: ErasureWish) => {
  const at = platform.clock.now()
  const { clientId, personId, ground } = wish
  const begun = await inTransaction(platform.db, async (trx) => {
    const erasing = await erasable(trx, actor, wish)
    await mustBeErasable(trx, wish, erasing, wish.name)
    if (personId) await markPersonErased(trx, personId, at)
    else await markErased(trx, erasing.family, at)
    const erasure = await insertErasure(trx, { clientId, personId, ground, by: actor.userId, at })
    await audit(trx, {
      at,
      actorId: actor.userId,
      action: 'client.erase',
      outcome: 'ok',
      subjectKind: 'client',
      subjectId: clientId,
      data: { ground, number: erasure.number, ...(personId && { personId }) },
    })
    await appendEvent(trx, erasureBegun, {
      subjectId: clientId,
      actorId: actor.userId,
      at,
      data: { erasureId: erasure.id, personId, ground },
    })
    return erasure
  })
  await carryOrLater(platform, begun.id)
  return presentErasure((await findErasure(platform.db, begun.id))!)
}
