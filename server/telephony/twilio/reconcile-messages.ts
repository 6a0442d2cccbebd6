/** Messages whose end nobody has told of for a while: the account is asked how they stand. */
import type { MessageNews } from '#shared/telephony/message-port.contract.ts'
import type { Telephony } from '../telephony.ts'
import { judge, restOf } from './rest.ts'
import { isAccount, readSettings } from './settings.ts'
import { newsOf } from './take-message-status.ts'

/** How many it asked about. A network that is away is asked the next time. */
export const reconcileMessages = async (house: Telephony): Promise<number> => {
  const account = await readSettings(house)
  if (!isAccount(account)) return 0
  const unsettled = await house.messages.unsettled()
  if (unsettled.length === 0) return 0
  const client = await restOf(account)
  for (const { messageId, attempt, ref } of unsettled) {
    let news: MessageNews | null
    try {
      const { status, errorCode } = await client.messages(ref).fetch()
      const code = errorCode ? String(errorCode) : null
      news = newsOf({ messageId, attempt, ref, status, code, at: house.clock.now() })
    } catch (error) {
      if (judge(error) === 'again') return unsettled.length
      house.log.warn({ ref, err: error }, 'the account does not know a message of ours')
      continue
    }
    if (news) await house.messages.moved(news)
  }
  return unsettled.length
}
