/** The words of the document of evidence. A code that has none here stands as it is: a document leaves nothing out. */
import type { EvidenceWords } from './evidence-sections.ts'
import { evidenceEn } from './evidence-words.en.data.ts'
import { evidenceRu } from './evidence-words.ru.data.ts'

export const evidenceWords: Record<'ru' | 'en', EvidenceWords> = { ru: evidenceRu, en: evidenceEn }
