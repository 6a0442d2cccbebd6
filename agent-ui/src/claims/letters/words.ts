import { defineWords } from '../../platform/i18n.ts'
import { lettersEn } from './letters.en.ts'
import { lettersRu } from './letters.ru.ts'

export const useLetterWords = defineWords('letters', lettersRu, lettersEn)
