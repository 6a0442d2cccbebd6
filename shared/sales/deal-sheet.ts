/** The columns of deals in a file, and their stages in words. Pure. */
import type { DealState } from './deal.state.ts'

type Words = { ru: string; en: string }

export const dealHeads: readonly Words[] = [
  { ru: 'Запись', en: 'Id' },
  { ru: 'Номер', en: 'Number' },
  { ru: 'Клиент', en: 'Client' },
  { ru: 'Стадия', en: 'Stage' },
  { ru: 'Продукт', en: 'Product' },
  { ru: 'Количество', en: 'Quantity' },
  { ru: 'Единица', en: 'Unit' },
  { ru: 'Сумма', en: 'Amount' },
  { ru: 'Валюта', en: 'Currency' },
  { ru: 'Менеджер', en: 'Manager' },
  { ru: 'Открыта', en: 'Opened' },
  { ru: 'Ожидается', en: 'Expected' },
  { ru: 'Закрыта', en: 'Closed' },
  { ru: 'Причина отказа', en: 'Reason of refusal' },
  { ru: 'Комментарий', en: 'Comment' },
]

export const stageWords: Record<DealState, Words> = {
  lead: { ru: 'Интерес', en: 'Lead' },
  qualified: { ru: 'Потребность ясна', en: 'Qualified' },
  quoted: { ru: 'Предложение', en: 'Quoted' },
  negotiating: { ru: 'Переговоры', en: 'Negotiating' },
  won: { ru: 'Выиграна', en: 'Won' },
  lost: { ru: 'Проиграна', en: 'Lost' },
}
