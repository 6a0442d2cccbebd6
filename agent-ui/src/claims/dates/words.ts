import { defineWords } from '../../platform/i18n.ts'
import { datesEn } from './dates.en.ts'
import { datesRu } from './dates.ru.ts'

export const useClaimDatesWords = defineWords('claim-dates', datesRu, datesEn)
