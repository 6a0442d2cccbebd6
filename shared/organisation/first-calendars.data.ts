/** The calendars a new hub may begin with. */
import type { Calendar, Interval, WeekHours } from './calendar.ts'
import { russianProductionCalendar } from './russian-production-calendar.data.ts'

export type FirstCalendar = Omit<Calendar, 'id'> & { code: string; nameRu: string; nameEn: string }

const hours = (from: number, to: number): Interval[] => [{ from: from * 60, to: to * 60 }]

const mondayToFriday = (day: Interval[]): WeekHours => ({
  '1': day,
  '2': day,
  '3': day,
  '4': day,
  '5': day,
  '6': [],
  '7': [],
})

const russianExceptions: Calendar['exceptions'] = russianProductionCalendar.map(({ date, kind, name }) => ({
  date,
  name,
  intervals: kind === 'holiday' || kind === 'day-off' ? [] : hours(9, 17),
}))

const daysFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, ahead) =>
    new Date(Date.parse(first) + ahead * 86_400_000).toISOString().slice(0, 10),
  )

/**
 * China 2026, days off and the weekend days worked for them: notice of the General Office of the State Council of
 * 4 November 2025. Later years follow with theirs, published each November.
 */
const chineseHolidays2026 = [
  { first: '2026-01-01', days: 3, name: '元旦 New Year' },
  { first: '2026-02-15', days: 9, name: '春节 Spring Festival' },
  { first: '2026-04-04', days: 3, name: '清明节 Qingming' },
  { first: '2026-05-01', days: 5, name: '劳动节 Labour Day' },
  { first: '2026-06-19', days: 3, name: '端午节 Dragon Boat Festival' },
  { first: '2026-09-25', days: 3, name: '中秋节 Mid-Autumn Festival' },
  { first: '2026-10-01', days: 7, name: '国庆节 National Day' },
]
const chineseWorkedWeekends2026 = [
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
]
const chineseExceptions: Calendar['exceptions'] = [
  ...chineseHolidays2026.flatMap(({ first, days, name }) =>
    daysFrom(first, days).map((date) => ({ date, intervals: [], name })),
  ),
  ...chineseWorkedWeekends2026.map((date) => ({ date, intervals: hours(9, 18), name: '调休 worked day' })),
]

export const firstCalendars: FirstCalendar[] = [
  {
    code: 'ru',
    nameRu: 'Производственный календарь России, 9–18',
    nameEn: 'Russian production calendar, 9–18',
    zone: 'Europe/Moscow',
    week: mondayToFriday(hours(9, 18)),
    exceptions: russianExceptions,
  },
  {
    code: 'export-utc',
    nameRu: 'Экспорт: будни 8–20 UTC',
    nameEn: 'Export: weekdays 8–20 UTC',
    zone: 'UTC',
    week: mondayToFriday(hours(8, 20)),
    exceptions: [],
  },
  {
    code: 'shanghai',
    nameRu: 'Шанхай, 9–18, праздники Китая',
    nameEn: 'Shanghai, 9–18, Chinese public holidays',
    zone: 'Asia/Shanghai',
    week: mondayToFriday(hours(9, 18)),
    exceptions: chineseExceptions,
  },
]
