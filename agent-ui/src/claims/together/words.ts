import { defineWords } from '../../platform/i18n.ts'
import { togetherEn } from './together.en.ts'
import { togetherRu } from './together.ru.ts'

export const useTogetherWords = defineWords('claimTogether', togetherRu, togetherEn)
