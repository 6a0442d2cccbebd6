import { defineWords } from '../../platform/i18n.ts'
import { compensationEn } from './compensation.en.ts'
import { compensationRu } from './compensation.ru.ts'

export const useCompensationWords = defineWords('compensation', compensationRu, compensationEn)
