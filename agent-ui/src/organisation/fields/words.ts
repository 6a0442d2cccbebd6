import { defineWords } from '../../platform/i18n.ts'
import { fieldEn } from './field.en.ts'
import { fieldRu } from './field.ru.ts'

export const useFieldWords = defineWords('custom-fields', fieldRu, fieldEn)
