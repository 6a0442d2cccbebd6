/** What claims of each kind are about: what clients ask for, what we gave them, why it came about, what it meant. */
import type { Remedy } from '#shared/claims/details/detail-codes.ts'

type Weighed = readonly (readonly [string, number])[]
type Words = { impact: string; immediateAction: string }
type Kind = {
  sought: readonly (readonly [Remedy, number])[]
  /** Without money. */
  given: Remedy
  causes: Weighed
  /** A batch or heat number is known. */
  batchShare: number
  ru: Words
  en: Words
}

const kinds: Record<string, Kind> = {
  quality: {
    sought: [
      ['replacement', 6],
      ['discount', 3],
      ['refund', 2],
    ],
    given: 'replacement',
    causes: [
      ['production', 6],
      ['raw-material', 3],
      ['storage', 2],
      ['client', 2],
    ],
    batchShare: 0.85,
    ru: {
      impact: 'Линия клиента стоит до замены металла.',
      immediateAction: 'Остаток партии на складе отложен.',
    },
    en: {
      impact: 'The client’s line stands until the metal is replaced.',
      immediateAction: 'The rest of the batch in stock is set aside.',
    },
  },
  quantity: {
    sought: [
      ['delivery', 5],
      ['discount', 3],
    ],
    given: 'delivery',
    causes: [
      ['loading', 5],
      ['order', 2],
      ['carrier', 2],
    ],
    batchShare: 0.4,
    ru: { impact: 'Клиенту не хватает металла на заказ.', immediateAction: 'Запрошены весовые билеты.' },
    en: {
      impact: 'The client is short of metal for an order.',
      immediateAction: 'Weigh tickets have been asked for.',
    },
  },
  delivery: {
    sought: [
      ['explanation', 3],
      ['discount', 4],
      ['compensation', 2],
    ],
    given: 'explanation',
    causes: [
      ['carrier', 6],
      ['promise', 4],
      ['order', 1],
    ],
    batchShare: 0,
    ru: { impact: 'Монтаж у клиента сдвинулся.', immediateAction: 'Перевозчик извещён, дата подтверждена.' },
    en: {
      impact: 'The client’s assembly is put off.',
      immediateAction: 'The carrier was told, the date is confirmed.',
    },
  },
  documents: {
    sought: [['documents', 1]],
    given: 'documents',
    causes: [
      ['documents', 7],
      ['billing', 3],
    ],
    batchShare: 0.5,
    ru: { impact: 'Клиент не может принять партию к учёту.', immediateAction: 'Копии запрошены на складе.' },
    en: {
      impact: 'The client cannot book the batch in.',
      immediateAction: 'Copies have been asked for at the warehouse.',
    },
  },
  packing: {
    sought: [
      ['replacement', 3],
      ['discount', 4],
    ],
    given: 'replacement',
    causes: [
      ['packing', 5],
      ['loading', 3],
      ['carrier', 2],
    ],
    batchShare: 0.3,
    ru: {
      impact: 'Часть листов клиент пустить в дело не может.',
      immediateAction: 'Фото погрузки запрошены.',
    },
    en: {
      impact: 'The client cannot use some of the sheets.',
      immediateAction: 'Photographs of the loading have been asked for.',
    },
  },
}

/** Throws for a category nobody has written for. */
export const claimKindOf = (categoryCode: string): Kind => {
  const kind = kinds[categoryCode]
  if (!kind) throw new Error(`nothing known of claims of ${categoryCode}`)
  return kind
}
