/** The channels room's door: text that clients write, and what is written to them. */
import type { Platform } from '../platform/platform.ts'
import type { MessageListener } from '../telephony/index.ts'
import { applyMessageNews, messageToSend } from './apply-message-news.ts'
import { unsettledMessages } from './message.store.ts'
import { receiveMessage } from './receive-message.ts'

export { closeQuiet } from './close-quiet.ts'
export { messageRoutes } from './message.routes.ts'
export { messageSettingRoutes } from './settings/message-settings.routes.ts'

/** Whom the network tells of messages. */
export const createMessageListener = (platform: Platform): MessageListener => ({
  arrived: (message) => receiveMessage(platform, message),
  moved: (news) => applyMessageNews(platform, news),
  toSend: (order) => messageToSend(platform, order),
  unsettled: () => unsettledMessages(platform.db, platform.clock.now()),
})
