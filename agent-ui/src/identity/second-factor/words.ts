import { defineWords } from '../../platform/i18n.ts'
import { secondFactorEn } from './second-factor.en.ts'
import { secondFactorRu } from './second-factor.ru.ts'

export const useSecondFactorWords = defineWords('secondFactor', secondFactorRu, secondFactorEn)
