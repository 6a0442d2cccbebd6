/** What clients of the trading house wish, and how far each wish has come. */
import type { SuggestionMove } from '#shared/claims/suggestions/suggestion.state.ts'

type Wish = { title: string; description: string; moves: readonly SuggestionMove[]; reason?: string }

export const wishes: readonly Wish[] = [
  {
    title: 'Номер плавки на бирке каждой пачки',
    description: 'Сейчас плавку узнают только из сертификата, при приёмке пачки путают.',
    moves: ['review', 'accept'],
  },
  {
    title: 'Сообщение, когда машина выехала со склада',
    description: 'Чтобы кран и людей ставили к приезду, а не с утра.',
    moves: ['review'],
  },
  {
    title: 'Сертификаты в электронном виде вместе со счётом',
    description: '',
    moves: ['review', 'accept', 'release'],
  },
  {
    title: 'Резка в размер от одной тонны',
    description: 'Готовы платить за рез, своей резки нет.',
    moves: [],
  },
  {
    title: 'Прокладки из дерева под каждый ряд листа',
    description: 'Стропы оставляют следы на верхних листах.',
    moves: [],
  },
  {
    title: 'Отсрочка 60 дней по договору на год',
    description: 'Конкурент даёт 45.',
    moves: ['review', 'decline'],
    reason: 'Больше 30 дней банк не кредитует; скидка за предоплату остаётся.',
  },
  {
    title: 'Weigh tickets in English',
    description: 'Our customs broker asks for a translation each time.',
    moves: ['review'],
  },
  {
    title: 'Photographs of the loading with every container',
    description: '',
    moves: [],
  },
]
