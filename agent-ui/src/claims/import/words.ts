import { defineWords } from '../../platform/i18n.ts'
import { claimImportEn } from './claim-import.en.ts'
import { claimImportRu } from './claim-import.ru.ts'

export const useClaimImportWords = defineWords('claim-import', claimImportRu, claimImportEn)
