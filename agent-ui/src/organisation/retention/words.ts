import { defineWords } from '../../platform/i18n.ts'
import { retentionEn } from './retention.en.ts'
import { retentionRu } from './retention.ru.ts'

export const useRetentionWords = defineWords('retention', retentionRu, retentionEn)
