import { defineWords } from '../../platform/i18n.ts'
import { claimViewsEn } from './views.en.ts'
import { claimViewsRu } from './views.ru.ts'

export const useClaimViewsWords = defineWords('claimViews', claimViewsRu, claimViewsEn)
