/** The words of the file that a client's data are handed out in. A column or a code without a word stands as it is. */
import { disclosureEn } from './disclosure-words.en.data.ts'
import { disclosureRu } from './disclosure-words.ru.data.ts'

type Words = Record<string, string>
export const sectionCodes = [
  'card',
  'persons',
  'addresses',
  'tags',
  'consents',
  'interactions',
  'calls',
  'notes',
  'messages',
  'fields',
  'claims',
  'deals',
  'tasks',
  'merges',
  'holds',
  'access',
] as const
export type SectionCode = (typeof sectionCodes)[number]

export type Dictionary = {
  title: string
  madeAt: string
  nothing: string
  recordings: string
  sections: Record<SectionCode, string>
  columns: Words
  codes: Words
}

export const disclosureWords: Record<'ru' | 'en', Dictionary> = { ru: disclosureRu, en: disclosureEn }
