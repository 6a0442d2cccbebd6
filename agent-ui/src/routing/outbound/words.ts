import { defineWords } from '../../platform/i18n.ts'
import { outboundEn } from './outbound.en.ts'
import { outboundRu } from './outbound.ru.ts'

export const useOutboundWords = defineWords('outbound', outboundRu, outboundEn)

/** Why a client was not reached; of a reason that is younger than this page, that they were not. */
export const whyUnreached = (why: string): string => {
  const { t, has } = useOutboundWords()
  const key = `why.${why}`
  return has(key) ? t(key) : t('why.other')
}
