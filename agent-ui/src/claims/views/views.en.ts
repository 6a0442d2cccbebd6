import type { TranslationOf } from '../../platform/i18n.ts'
import type { claimViewsRu } from './views.ru.ts'

export const claimViewsEn: TranslationOf<typeof claimViewsRu> = {
  label: 'Views of the list',
  usual: 'All open',
  shared: 'Shared, kept by {owner}',
  save: 'Save the view',
  saveTitle: 'Save the view of the list',
  saveHint: 'It keeps the filter, the order and the columns.',
  name: 'Name',
  share: 'Show it to everyone who sees claims',
  deed: 'Save',
  saved: 'The view “{name}” is saved.',
  update: 'Bring the view up to the list',
  updated: 'The view “{name}” is up to date.',
  edit: 'Name and access',
  remove: 'Remove the view',
  removeTitle: 'Remove the view “{name}”?',
  removed: 'The view “{name}” is removed.',
  more: 'What to do with the view “{name}”',
  columns: 'Columns',
}
