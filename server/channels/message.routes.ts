import * as wire from '#shared/channels/message.contract.ts'
import { handle, type Route } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { chooseClient } from './choose-client.ts'
import { readConversation, readMessageLines, showMessage } from './read-conversation.ts'
import { retryMessage } from './retry-message.ts'
import { writeReply, writeToClient } from './write-message.ts'

export const messageRoutes = (platform: Platform): Route[] => [
  handle(wire.readConversation, ({ params, actor }) =>
    readConversation(platform, actor, params.interactionId),
  ),
  handle(wire.readMessageLines, ({ params, actor }) => readMessageLines(platform, actor, params.clientId)),
  handle(wire.writeToClient, async ({ params, body, actor }) => {
    const row = await writeToClient(platform, actor, { ...params, ...body })
    return { interactionId: row.interaction_id, message: await showMessage(platform, row) }
  }),
  handle(wire.writeReply, async ({ params, body, actor }) =>
    showMessage(platform, await writeReply(platform, actor, { ...params, ...body })),
  ),
  handle(wire.retryMessage, async ({ params, actor }) =>
    showMessage(platform, await retryMessage(platform, actor, params.messageId)),
  ),
  handle(wire.chooseClient, async ({ params, body, actor }) => {
    await chooseClient(platform, actor, { ...params, ...body })
    return readConversation(platform, actor, params.interactionId)
  }),
]
