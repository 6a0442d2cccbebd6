import type { TranslationOf } from '../../platform/i18n.ts'
import type { togetherRu } from './together.ru.ts'

export const togetherEn: TranslationOf<typeof togetherRu> = {
  here: 'Also here: {names}',
  writing: '{names} is writing | {names} are writing',
  meanwhile: 'The claim changed while you were writing',
  by: 'Changed by {names}',
  state: 'State',
  handler: 'Handler',
  before: 'before',
  now: 'now',
  mine: 'Keep my text and go on',
  theirs: 'Drop my text',
  over: 'This move is no longer possible: copy the text if you need it.',
}
