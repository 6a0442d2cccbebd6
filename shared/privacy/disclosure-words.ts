/** The words of the file that a client's data are handed out in. A column or a code without a word stands as it is. */
import type { Dictionary } from './disclosure-sections.ts'
import { disclosureEn } from './disclosure-words.en.data.ts'
import { disclosureRu } from './disclosure-words.ru.data.ts'

export const disclosureWords: Record<'ru' | 'en', Dictionary> = { ru: disclosureRu, en: disclosureEn }
