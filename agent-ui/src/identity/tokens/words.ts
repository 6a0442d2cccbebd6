import { defineWords } from '../../platform/i18n.ts'
import { tokensEn } from './tokens.en.ts'
import { tokensRu } from './tokens.ru.ts'

export const useTokensWords = defineWords('tokens', tokensRu, tokensEn)
