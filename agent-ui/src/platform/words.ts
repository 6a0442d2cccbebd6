/** The platform's words, and failures put into words: one place for every error code and field code. */
import type { ApiFailure } from './failure.ts'
import { defineWords } from './i18n.ts'
import { platformEn } from './platform.en.ts'
import { platformRu } from './platform.ru.ts'

export const usePlatformWords = defineWords('platform', platformRu, platformEn)

/** What callers call about, as the hub itself knows it: these have words; what an administrator typed has none. */
export const ownTopics = ['sales', 'claims', 'delivery'] as const

/** A topic's name in the language of the screen; of one that was typed, what was typed. */
export const topicName = (topic: string): string => {
  const own = ownTopics.find((one) => one === topic)
  return own ? usePlatformWords().t(`topics.${own}`) : topic
}

/** Facts that are codes, as words. `topics`: joined by commas. */
const inWords = (facts: Record<string, unknown>): Record<string, unknown> =>
  typeof facts.topics === 'string'
    ? { ...facts, topics: facts.topics.split(', ').map(topicName).join(', ') }
    : facts

/** Says a failure, or a field's code such as `too_small:8`, in the user's language. */
export const useFailureWords = () => {
  const { t, has } = usePlatformWords()

  const sayFailure = (failure: ApiFailure): string => {
    const key = `errors.${failure.code}`
    return has(key) ? t(key, inWords(failure.facts)) : t('unknownError', { code: failure.code })
  }

  const sayField = (code: string): string => {
    const [name = '', limit] = code.split(':')
    const key = `fields.${name}`
    return has(key) ? t(key, { limit }) : t('unknownField', { code })
  }

  return { sayFailure, sayField }
}
