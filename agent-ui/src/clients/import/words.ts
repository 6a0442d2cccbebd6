import { defineWords } from '../../platform/i18n.ts'
import { importEn } from './import.en.ts'
import { importRu } from './import.ru.ts'

export const useImportWords = defineWords('client-import', importRu, importEn)
