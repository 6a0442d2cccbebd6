import { defineWords } from '../../platform/i18n.ts'
import { bellEn } from './bell.en.ts'
import { bellRu } from './bell.ru.ts'

export const useBellWords = defineWords('bell', bellRu, bellEn)
