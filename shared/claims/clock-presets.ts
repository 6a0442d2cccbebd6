/**
 * Terms that a market may choose for its claims, each with what it rests on. They are starting points: the company's
 * lawyers decide which apply, and `source` is shown to them.
 */
import type { ClockTerms } from './clock.ts'

export type ClockPreset = { code: string; nameRu: string; nameEn: string; source: string; terms: ClockTerms }

const lawDays = (terms: Pick<ClockTerms, 'start' | 'n'> & Partial<ClockTerms>): ClockTerms => ({
  grain: 'day',
  unit: 'calendar',
  basis: 'law',
  pausable: false,
  roll: 'none',
  end: 'midnight',
  ...terms,
})

export const clockPresets = [
  {
    code: 'ru-consumer-demand',
    nameRu: 'Требование потребителя: возврат денег, цена, расходы на ремонт',
    nameEn: 'Consumer demand in Russia: refund, price reduction, repair cost',
    source: 'Закон РФ «О защите прав потребителей», ст. 22; ГК РФ, ст. 191, 193, 194',
    terms: lawDays({ start: 'presented', n: 10, roll: 'next-working-day' }),
  },
  {
    code: 'ru-business-claim',
    nameRu: 'Досудебная претензия организации',
    nameEn: 'Pre-trial claim of a Russian business',
    source: 'АПК РФ, ч. 5 ст. 4 (если иной срок не установлен законом или договором); ч. 4 ст. 114',
    terms: lawDays({ start: 'sent', n: 30, roll: 'next-working-day' }),
  },
  {
    code: 'uk-summary-resolution',
    nameRu: 'Быстрое разрешение жалобы (Великобритания)',
    nameEn: 'UK: resolved by close of business on the third business day',
    source: 'FCA Handbook, DISP 1.5.1R: third business day after the day of receipt',
    terms: lawDays({ start: 'received', n: 3, unit: 'business', end: 'closing' }),
  },
  {
    code: 'uk-final-response',
    nameRu: 'Окончательный или промежуточный ответ (Великобритания)',
    nameEn: 'UK: final or holding response within eight weeks',
    source: 'FCA Handbook, DISP 1.6.2R: by the end of eight weeks after receipt',
    terms: lawDays({ start: 'received', n: 56 }),
  },
  {
    code: 'us-first-response',
    nameRu: 'Первый ответ (США)',
    nameEn: 'US: response within 15 days',
    source: 'CFPB, company portal: response within 15 calendar days of receipt',
    terms: lawDays({ start: 'received', n: 15 }),
  },
  {
    code: 'us-final-response',
    nameRu: 'Окончательный ответ (США)',
    nameEn: 'US: final response within 60 days',
    source: 'CFPB, company portal: final response within 60 calendar days of receipt',
    terms: lawDays({ start: 'received', n: 60 }),
  },
] as const satisfies ClockPreset[]
