/** What the fields of a market are called: in a clash, and in its history. */
import { computed } from 'vue'
import { useMarketWords } from './words.ts'

export const useMarketLabels = () => {
  const { t } = useMarketWords()
  return computed(() => ({
    nameRu: t('nameRu'),
    nameEn: t('nameEn'),
    language: t('language'),
    currency: t('currency'),
    zone: t('zone'),
    defaultRegion: t('region'),
    calendarId: t('calendar'),
  }))
}
