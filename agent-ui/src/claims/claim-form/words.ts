import { defineWords } from '../../platform/i18n.ts'
import { claimFormEn } from './claim-form.en.ts'
import { claimFormRu } from './claim-form.ru.ts'

export const useClaimFormWords = defineWords('claimForm', claimFormRu, claimFormEn)
