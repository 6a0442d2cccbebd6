import { defineWords } from '../../platform/i18n.ts'
import { dictionaryEn } from './dictionary.en.ts'
import { dictionaryRu } from './dictionary.ru.ts'

export const useDictionaryWords = defineWords('dictionaries', dictionaryRu, dictionaryEn)
