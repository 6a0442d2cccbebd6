import { defineWords } from '../platform/i18n.ts'
import { importsEn } from './imports.en.ts'
import { importsRu } from './imports.ru.ts'

export const useImportsWords = defineWords('imports', importsRu, importsEn)
