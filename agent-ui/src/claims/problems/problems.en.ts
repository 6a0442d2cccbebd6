import type { TranslationOf } from '../../platform/i18n.ts'
import type { problemsRu } from './problems.ru.ts'

export const problemsEn: TranslationOf<typeof problemsRu> = {
  title: 'Problems by product',
  stamp: 'Counted at {at}: claims opened in these days. Days: {zone}.',
  by: 'By what',
  and: 'And by what else',
  nothingMore: 'nothing more',
  sides: {
    group: 'Product group',
    product: 'Product',
    batch: 'Batch',
    cause: 'Root cause',
    category: 'Category',
    market: 'Market',
  },
  columns: {
    claims: 'Claims',
    perThousand: 'Per 1,000',
    repeats: 'Repeats',
    resolved: 'Resolved',
    median: 'Median, days',
    p80: 'P80, days',
    claimed: 'Claimed',
    agreed: 'Agreed',
  },
  perUnit: '{rate} ({unit})',
  soldHint: 'Sold in these days: {quantity} {unit}',
  none: 'not given',
  alarm: 'alarm',
  alarmAt: 'Leads were told {at}',
  narrow: 'More on {name}',
  drop: 'Drop the filter: {text}',
  total: 'Total',
  export: 'Export as a file',
  more: 'The 500 rows with the most claims are shown: narrow the filter.',
  empty: 'No claims were opened in these days.',
  emptyHint: 'Choose other days or drop a filter.',
  notes:
    'Per 1,000: claims against what deals won in these days have sold; “not given” where that is unknown or in several units. A repeat: the client complained of the same product within the 90 days before. Time to resolve runs from opening to closing, merged claims left out. A claim on two batches stands in both rows, so the total may be less than the sum of the rows.',
}
