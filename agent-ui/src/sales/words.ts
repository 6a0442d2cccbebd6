import { defineWords } from '../platform/i18n.ts'
import { salesEn } from './sales.en.ts'
import { salesRu } from './sales.ru.ts'

export const useSalesWords = defineWords('sales', salesRu, salesEn)
