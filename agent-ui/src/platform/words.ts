/** The platform's words, and failures put into words: one place for every error code and field code. */
import type { ApiFailure } from './failure.ts'
import { defineWords } from './i18n.ts'
import { platformEn } from './platform.en.ts'
import { platformRu } from './platform.ru.ts'

export const usePlatformWords = defineWords('platform', platformRu, platformEn)

/** Says a failure, or a field's code such as `too_small:8`, in the user's language. */
export const useFailureWords = () => {
  const { t, has } = usePlatformWords()

  const sayFailure = (failure: ApiFailure): string => {
    const key = `errors.${failure.code}`
    return has(key) ? t(key, failure.facts) : t('unknownError', { code: failure.code })
  }

  const sayField = (code: string): string => {
    const [name = '', limit] = code.split(':')
    const key = `fields.${name}`
    return has(key) ? t(key, { limit }) : t('unknownField', { code })
  }

  return { sayFailure, sayField }
}
