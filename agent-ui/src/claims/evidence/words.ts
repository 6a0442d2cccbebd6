import { defineWords } from '../../platform/i18n.ts'
import { evidenceEn } from './evidence.en.ts'
import { evidenceRu } from './evidence.ru.ts'

export const useEvidenceWords = defineWords('evidence', evidenceRu, evidenceEn)
