import { defineWords } from '../../platform/i18n.ts'
import { claimListEn } from './list.en.ts'
import { claimListRu } from './list.ru.ts'

export const useClaimListWords = defineWords('claimList', claimListRu, claimListEn)
