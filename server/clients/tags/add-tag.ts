/** Puts a tag on a card; a word that is no tag yet becomes one. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { tagAdded } from '#shared/clients/client.events.ts'
import { TAGS_OF_A_CARD, type Tag } from '#shared/clients/tag.contract.ts'
import { editableClient } from '../client.policy.ts'
import { ensureTag, putTag, tagsOf } from './tag.store.ts'

/** @throws 409 `too_many_tags`; 404, 403 */
export const addTag = (platform: Platform, actor: Actor, clientId: string, name: string): Promise<Tag> =>
  inTransaction(platform.db, async (trx) => {
    await editableClient(trx, actor, clientId)
    const at = platform.clock.now()
    const by = actor.userId
    const tag = await ensureTag(trx, { name, createdBy: by, at })
    if (!(await putTag(trx, { clientId, tagId: tag.id, by, at }))) return tag
    if ((await tagsOf(trx, clientId)).length > TAGS_OF_A_CARD) {
      throw conflict('too_many_tags', { limit: TAGS_OF_A_CARD })
    }
    await appendEvent(trx, tagAdded, { subjectId: clientId, actorId: by, at, data: { tagId: tag.id } })
    return tag
  })
