/** The columns of problems in a file. Pure. */
import type { ProblemSide } from './problem.contract.ts'

type Words = { ru: string; en: string }

export const sideHeads: Record<ProblemSide, Words> = {
  group: { ru: 'Группа товаров', en: 'Product group' },
  product: { ru: 'Товар', en: 'Product' },
  batch: { ru: 'Партия', en: 'Batch' },
  cause: { ru: 'Коренная причина', en: 'Root cause' },
  category: { ru: 'Вид', en: 'Category' },
  market: { ru: 'Рынок', en: 'Market' },
}

/** After the sides; two columns of money for each currency follow. */
export const problemHeads = {
  claims: { ru: 'Претензий', en: 'Claims' },
  repeats: { ru: 'Повторных за 90 дней', en: 'Repeats within 90 days' },
  resolved: { ru: 'Решено', en: 'Resolved' },
  median: { ru: 'Решение, медиана, дней', en: 'Time to resolve, median, days' },
  p80: { ru: 'Решение, P80, дней', en: 'Time to resolve, P80, days' },
  sold: { ru: 'Продано', en: 'Sold' },
  unit: { ru: 'Единица', en: 'Unit' },
  perThousand: { ru: 'Претензий на 1 000 единиц', en: 'Claims per 1,000 units' },
  alarm: { ru: 'Тревога по партии', en: 'Alarm on the batch' },
} as const satisfies Record<string, Words>
export type ProblemColumn = keyof typeof problemHeads

export const moneyHeads = {
  claimed: { ru: 'Требуют', en: 'Claimed' },
  agreed: { ru: 'Согласовано', en: 'Agreed' },
} as const satisfies Record<string, Words>

export const totalWord: Words = { ru: 'Всего', en: 'Total' }
export const noneWord: Words = { ru: 'не указано', en: 'not given' }
