import type { TranslationOf } from '../../platform/i18n.ts'
import type { evidenceRu } from './evidence.ru.ts'

export const evidenceEn: TranslationOf<typeof evidenceRu> = {
  title: 'Evidence pack',
  hint: 'Calls, messages, letters, decisions and deadlines as one numbered document, with the files and their checksums.',
  none: 'None has been made yet.',
  ask: 'Make an evidence pack',
  language: 'Language of the pack',
  languages: { ru: 'in Russian', en: 'in English' },
  take: 'Save',
  takeOf: 'Save the evidence pack {number}',
  until: 'until {when}',
  pages: '{n} page | {n} pages',
  hash: 'SHA-256 of the document: {hash}',
  states: { asked: 'Being made', ready: 'Ready', failed: 'Failed', gone: 'The file is gone' },
}
