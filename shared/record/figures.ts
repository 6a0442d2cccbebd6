/**
 * The figures of the day, as data: which lines count and what of them is summed. Totals and the rows behind each
 * are read by the same filter, so a figure always opens into exactly its rows. All are additive.
 */
import { claimEscalated, claimMoved, claimOpened } from '../claims/claim.events.ts'
import { compensationMoved } from '../claims/compensation/compensation.events.ts'
import { interactionClosed } from '../interactions/interaction.events.ts'
import { dealMoved, dealOpened } from '../sales/deal.events.ts'
import type { LineKind } from './record-line.ts'

/** `tally` counts lines (a taken-back one as −1); the others sum a column. */
export type Summed = 'tally' | 'talkMs' | 'houseMinor'

export type Figure = {
  kind: LineKind
  /** Only lines with one of these outcomes; absent: all. */
  outcomes?: readonly string[]
  sum: Summed
  nameRu: string
  nameEn: string
}

export const figures = {
  handled: {
    kind: interactionClosed.kind,
    outcomes: ['handled'],
    sum: 'tally',
    nameRu: 'Принято обращений',
    nameEn: 'Handled',
  },
  missed: {
    kind: interactionClosed.kind,
    outcomes: ['abandoned', 'callback', 'refused'],
    sum: 'tally',
    nameRu: 'Пропущено: не дождались, обещан звонок, отказано',
    nameEn: 'Missed: abandoned, promised a callback, refused',
  },
  cutOff: {
    kind: interactionClosed.kind,
    outcomes: ['cut-off'],
    sum: 'tally',
    nameRu: 'Оборвано',
    nameEn: 'Cut off',
  },
  talkMs: { kind: interactionClosed.kind, sum: 'talkMs', nameRu: 'Время разговоров', nameEn: 'Talk time' },
  claimsOpened: {
    kind: claimOpened.kind,
    sum: 'tally',
    nameRu: 'Открыто претензий',
    nameEn: 'Claims opened',
  },
  claimsClosed: {
    kind: claimMoved.kind,
    outcomes: ['close'],
    sum: 'tally',
    nameRu: 'Закрыто претензий',
    nameEn: 'Claims closed',
  },
  /** Without the client's word; apart from those that were closed on it. */
  claimsLapsed: {
    kind: claimMoved.kind,
    outcomes: ['lapse'],
    sum: 'tally',
    nameRu: 'Закрыто претензий по молчанию клиента',
    nameEn: 'Claims closed by the client’s silence',
  },
  escalations: { kind: claimEscalated.kind, sum: 'tally', nameRu: 'Эскалаций', nameEn: 'Escalations' },
  compensationMinor: {
    kind: compensationMoved.kind,
    sum: 'houseMinor',
    nameRu: 'Сумма компенсаций, со знаком минус',
    nameEn: 'Sum of compensations, less than nought',
  },
  dealsOpened: { kind: dealOpened.kind, sum: 'tally', nameRu: 'Открыто сделок', nameEn: 'Deals opened' },
  dealsWon: {
    kind: dealMoved.kind,
    outcomes: ['won'],
    sum: 'tally',
    nameRu: 'Выиграно сделок',
    nameEn: 'Deals won',
  },
  dealsWonMinor: {
    kind: dealMoved.kind,
    outcomes: ['won'],
    sum: 'houseMinor',
    nameRu: 'Сумма выигранных сделок',
    nameEn: 'Sum of deals won',
  },
  dealsLost: {
    kind: dealMoved.kind,
    outcomes: ['lost'],
    sum: 'tally',
    nameRu: 'Проиграно сделок',
    nameEn: 'Deals lost',
  },
} as const satisfies Record<string, Figure>

export type FigureCode = keyof typeof figures
export const figureCodes = Object.keys(figures) as [FigureCode, ...FigureCode[]]
