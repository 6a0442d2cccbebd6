import { defineWords } from '../../platform/i18n.ts'
import { macrosEn } from './macros.en.ts'
import { macrosRu } from './macros.ru.ts'

export const useMacroWords = defineWords('macros', macrosRu, macrosEn)
