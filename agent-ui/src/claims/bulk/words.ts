import { defineWords } from '../../platform/i18n.ts'
import { claimBulkEn } from './bulk.en.ts'
import { claimBulkRu } from './bulk.ru.ts'

export const useClaimBulkWords = defineWords('claimBulk', claimBulkRu, claimBulkEn)
