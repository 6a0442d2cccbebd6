import type { TranslationOf } from '../../platform/i18n.ts'
import type { claimNotesRu } from './notes.ru.ts'

export const claimNotesEn: TranslationOf<typeof claimNotesRu> = {
  title: 'Colleagues’ notes',
  hint: 'Only colleagues see them. A draft stays in this browser until it is sent.',
  write: 'New note',
  deed: 'Write',
  done: 'The note is written.',
  none: 'No notes.',
  tags: 'Tags',
  addTag: 'Add a tag',
  which: 'Which',
  make: 'New tag “{text}”',
  removeTag: 'Take off the tag “{name}”',
}
