import type { TranslationOf } from '../../platform/i18n.ts'
import type { similarRu } from './similar.ru.ts'

export const similarEn: TranslationOf<typeof similarRu> = {
  title: 'Similar past claims',
  none: 'There has been none like it.',
  likenesses: {
    batch: 'same batch',
    cause: 'same cause',
    product: 'same product',
    category: 'same category',
    words: 'similar words',
  },
  answer: 'We answered',
  findings: 'We found',
  cost: 'Cost {money}',
  free: 'no payment',
}
