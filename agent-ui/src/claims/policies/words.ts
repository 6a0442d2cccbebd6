import { defineWords } from '../../platform/i18n.ts'
import { policiesEn } from './policies.en.ts'
import { policiesRu } from './policies.ru.ts'

export const usePoliciesWords = defineWords('claim-policies', policiesRu, policiesEn)
