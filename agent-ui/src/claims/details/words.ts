import { defineWords } from '../../platform/i18n.ts'
import { detailsEn } from './details.en.ts'
import { detailsRu } from './details.ru.ts'

export const useDetailWords = defineWords('claimDetails', detailsRu, detailsEn)
