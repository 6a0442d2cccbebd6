import { defineWords } from '../platform/i18n.ts'
import { supervisionEn } from './supervision.en.ts'
import { supervisionRu } from './supervision.ru.ts'

export const useSupervisionWords = defineWords('supervision', supervisionRu, supervisionEn)
