import { defineWords } from '../platform/i18n.ts'
import { claimsEn } from './claims.en.ts'
import { claimsRu } from './claims.ru.ts'

export const useClaimsWords = defineWords('claims', claimsRu, claimsEn)
