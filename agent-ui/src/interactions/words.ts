import { defineWords } from '../platform/i18n.ts'
import { interactionsEn } from './interactions.en.ts'
import { interactionsRu } from './interactions.ru.ts'

export const useInteractionsWords = defineWords('interactions', interactionsRu, interactionsEn)
