import { defineWords } from '../../platform/i18n.ts'
import { suggestionsEn } from './suggestions.en.ts'
import { suggestionsRu } from './suggestions.ru.ts'

export const useSuggestionsWords = defineWords('suggestions', suggestionsRu, suggestionsEn)
