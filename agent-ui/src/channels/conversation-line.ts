/** A conversation's line on the card, in words: how many messages, and how the last of them stands. */
import { useChannelsWords } from './words.ts'

const words = useChannelsWords()

type Facts = Record<string, unknown>

export const isConversation = (facts: Facts): boolean => facts.channel === 'sms'

export const conversationTitle = (): string => words.t('line.title')

export const conversationFacts = (facts: Facts): string[] => {
  const { messages, messageState: state } = facts
  const count = typeof messages === 'number' ? words.t('line.count', {}, messages) : ''
  const key = `states.${String(state ?? '')}`
  const last = state === 'received' ? words.t('line.received') : words.has(key) ? words.t(key) : ''
  return [count, last].filter((one) => one !== '')
}
