import { defineWords } from '../../platform/i18n.ts'
import { clocksEn } from './clocks.en.ts'
import { clocksRu } from './clocks.ru.ts'

export const useClocksWords = defineWords('claim-clocks', clocksRu, clocksEn)
