import { defineWords } from '../platform/i18n.ts'
import { kitEn } from './kit.en.ts'
import { kitRu } from './kit.ru.ts'

export const useKitWords = defineWords('kit', kitRu, kitEn)
