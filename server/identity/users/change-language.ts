/** A user picks the language of their screens. */
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { Platform } from '#server/platform/platform.ts'
import { userChanged } from '#shared/identity/user.events.ts'
import { writeLanguage } from './user.store.ts'

export const changeLanguage = (platform: Platform, actor: Actor, language: 'ru' | 'en'): Promise<void> =>
  inTransaction(platform.db, async (trx) => {
    if (!(await writeLanguage(trx, actor.userId, language))) return
    await appendEvent(trx, userChanged, {
      subjectId: actor.userId,
      actorId: actor.userId,
      at: platform.clock.now(),
      data: { fields: ['language'] },
    })
  })
