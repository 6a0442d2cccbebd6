import { defineWords } from '../platform/i18n.ts'
import { recordEn } from './record.en.ts'
import { recordRu } from './record.ru.ts'

export const useRecordWords = defineWords('record', recordRu, recordEn)
