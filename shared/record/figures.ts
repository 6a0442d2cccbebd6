/**
 * The figures of the day, as data: which lines count and what of them is summed. Totals and the rows behind each
 * are read by the same filter, so a figure always opens into exactly its rows. All are additive.
 */
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
    kind: 'interaction.closed',
    outcomes: ['handled'],
    sum: 'tally',
    nameRu: 'Принято обращений',
    nameEn: 'Handled',
  },
  missed: {
    kind: 'interaction.closed',
    outcomes: ['abandoned', 'callback', 'refused'],
    sum: 'tally',
    nameRu: 'Пропущено: не дождались, обещан звонок, отказано',
    nameEn: 'Missed: abandoned, promised a callback, refused',
  },
  cutOff: {
    kind: 'interaction.closed',
    outcomes: ['cut-off'],
    sum: 'tally',
    nameRu: 'Оборвано',
    nameEn: 'Cut off',
  },
  talkMs: { kind: 'interaction.closed', sum: 'talkMs', nameRu: 'Время разговоров', nameEn: 'Talk time' },
  claimsOpened: { kind: 'claim.opened', sum: 'tally', nameRu: 'Открыто претензий', nameEn: 'Claims opened' },
  claimsClosed: {
    kind: 'claim.moved',
    outcomes: ['close'],
    sum: 'tally',
    nameRu: 'Закрыто претензий',
    nameEn: 'Claims closed',
  },
  escalations: { kind: 'claim.escalated', sum: 'tally', nameRu: 'Эскалаций', nameEn: 'Escalations' },
  dealsOpened: { kind: 'deal.opened', sum: 'tally', nameRu: 'Открыто сделок', nameEn: 'Deals opened' },
  dealsWon: {
    kind: 'deal.moved',
    outcomes: ['won'],
    sum: 'tally',
    nameRu: 'Выиграно сделок',
    nameEn: 'Deals won',
  },
  dealsWonMinor: {
    kind: 'deal.moved',
    outcomes: ['won'],
    sum: 'houseMinor',
    nameRu: 'Сумма выигранных сделок',
    nameEn: 'Sum of deals won',
  },
  dealsLost: {
    kind: 'deal.moved',
    outcomes: ['lost'],
    sum: 'tally',
    nameRu: 'Проиграно сделок',
    nameEn: 'Deals lost',
  },
} as const satisfies Record<string, Figure>

export type FigureCode = keyof typeof figures
export const figureCodes = Object.keys(figures) as [FigureCode, ...FigureCode[]]
