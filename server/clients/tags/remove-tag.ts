/** Takes a tag off a card; the tag itself stays for others. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { tagRemoved } from '#shared/clients/client.events.ts'
import { editableClient } from '../client.policy.ts'
import { familyOf } from '../merge/merge.store.ts'
import { takeTag } from './tag.store.ts'

/** @throws 404, 403 */
export const removeTag = (
  platform: Platform,
  actor: Actor,
  { clientId, tagId }: { clientId: string; tagId: string },
): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    await editableClient(trx, actor, clientId)
    if (!(await takeTag(trx, await familyOf(trx, clientId), tagId))) throw notFound('tag', tagId)
    const at = platform.clock.now()
    await appendEvent(trx, tagRemoved, { subjectId: clientId, actorId: actor.userId, at, data: { tagId } })
  })
