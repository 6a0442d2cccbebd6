/** Somebody has looked: these are two clients. They are not suggested to each other again. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { conflict } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { duplicateDismissed } from '#shared/clients/client.events.ts'
import { editableClient, readableClient } from '../client.policy.ts'
import { sayDistinct } from './duplicate.store.ts'

/** @throws 404, 403, 409 `same_client` */
export const dismissDuplicate = (
  platform: Platform,
  actor: Actor,
  { clientId, otherId }: { clientId: string; otherId: string },
): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    const client = await editableClient(trx, actor, clientId)
    const other = await readableClient(trx, actor, otherId)
    if (client.id === other.id) throw conflict('same_client')
    const at = platform.clock.now()
    await sayDistinct(trx, { one: client.id, other: other.id, by: actor.userId, at })
    await appendEvent(trx, duplicateDismissed, {
      subjectId: client.id,
      actorId: actor.userId,
      at,
      data: { otherId: other.id },
    })
  })
