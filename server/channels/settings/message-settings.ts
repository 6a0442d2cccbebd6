/** The times of messages: from the environment, else what an administrator has set, else the usual ones. */
import { z } from 'zod'
import {
  type MessageSettings,
  type MessageTimes,
  messageTimeNames,
} from '#shared/channels/message-settings.contract.ts'
import { readSetting } from '../../organisation/index.ts'
import type { Config } from '../../platform/config.ts'
import type { Queryable } from '../../platform/database.ts'

export const SETTING = 'channels.messages'
const USUAL: MessageTimes = { conversationLastsMs: 86_400_000, answerWithinMs: 3_600_000 }

const kept = z.object({
  version: z.number().int().default(0),
  conversationLastsMs: z.number().default(USUAL.conversationLastsMs),
  answerWithinMs: z.number().default(USUAL.answerWithinMs),
})

/** What the environment settles. */
const fixedTimes = ({
  CONVERSATION_LASTS_MS,
  ANSWER_WITHIN_MS,
}: Pick<Config, 'CONVERSATION_LASTS_MS' | 'ANSWER_WITHIN_MS'>): Partial<MessageTimes> => ({
  ...(CONVERSATION_LASTS_MS !== undefined && { conversationLastsMs: CONVERSATION_LASTS_MS }),
  ...(ANSWER_WITHIN_MS !== undefined && { answerWithinMs: ANSWER_WITHIN_MS }),
})

export const readMessageSettings = async (
  db: Queryable,
  config: Pick<Config, 'CONVERSATION_LASTS_MS' | 'ANSWER_WITHIN_MS'>,
): Promise<MessageSettings> => {
  const fixed = fixedTimes(config)
  return {
    ...kept.parse((await readSetting(db, SETTING)) ?? {}),
    ...fixed,
    fixed: messageTimeNames.filter((name) => name in fixed),
  }
}
