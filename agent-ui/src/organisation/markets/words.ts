import { defineWords } from '../../platform/i18n.ts'
import { marketEn } from './market.en.ts'
import { marketRu } from './market.ru.ts'

export const useMarketWords = defineWords('markets', marketRu, marketEn)
