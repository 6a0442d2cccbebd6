/** An administrator says when a conversation is over and by when a message is to be answered. */
import { messageSettingsChanged } from '#shared/channels/message.events.ts'
import {
  type MessageSettings,
  type MessageTimes,
  messageTimeNames,
} from '#shared/channels/message-settings.contract.ts'
import { audit, changedMeanwhile, differingFields } from '../../identity/index.ts'
import { writeSetting } from '../../organisation/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { inTransaction } from '../../platform/database.ts'
import { invalid } from '../../platform/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Platform } from '../../platform/platform.ts'
import { keepVersion } from '../../platform/versions/keep-version.ts'
import { lockMessageSettings } from './message-settings.store.ts'
import { readMessageSettings, SETTING } from './message-settings.ts'

/** There is one such setting; versions and the log want a name of it. */
export const MESSAGE_SETTINGS = {
  kind: 'message-settings',
  subjectId: '00000000-0000-7000-8000-000000000002',
}

export const timesOf = ({ conversationLastsMs, answerWithinMs }: MessageTimes): MessageTimes => ({
  conversationLastsMs,
  answerWithinMs,
})

/** Throws 409 `changed_meanwhile` with `current`; 422 `fixed`. */
export const editMessageSettings = (
  { db, clock, config }: Platform,
  actor: Actor,
  edit: MessageTimes & { version: number },
  restores?: number,
): Promise<MessageSettings> =>
  inTransaction(db, async (trx) => {
    await lockMessageSettings(trx)
    const before = await readMessageSettings(trx, config)
    if (before.version !== edit.version) throw changedMeanwhile(before, timesOf(edit))
    const fields = differingFields(before, timesOf(edit))
    if (fields.length === 0) return before
    const faults = messageTimeNames.filter((name) => before.fixed.includes(name) && fields.includes(name))
    if (faults.length > 0) throw invalid(Object.fromEntries(faults.map((name) => [name, 'fixed'])))
    const [at, actorId] = [clock.now(), actor.userId]
    await writeSetting(trx, SETTING, { ...timesOf(edit), version: before.version + 1 }, at)
    const after = await readMessageSettings(trx, config)
    await appendEvent(trx, messageSettingsChanged, {
      subjectId: MESSAGE_SETTINGS.subjectId,
      actorId,
      at,
      data: { fields },
    })
    await keepVersion(trx, {
      ...MESSAGE_SETTINGS,
      before: { version: before.version, state: timesOf(before) },
      after: { version: after.version, state: timesOf(after) },
      actorId,
      at,
      restores,
    })
    await audit(trx, {
      at,
      actorId,
      action: 'message-settings.edit',
      outcome: 'ok',
      data: {
        fields: fields.join(', '),
        from: timesOf(before),
        to: timesOf(after),
        ...(restores !== undefined && { restores }),
      },
    })
    return after
  })
