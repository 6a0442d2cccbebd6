/**
 * Days of Russia that are not what their weekday says, 2025–2027.
 *
 * Holidays: Labour Code (ТК РФ) art. 112: 1–6 and 8 January, 7 January, 23 February, 8 March, 1 May, 9 May, 12 June,
 * 4 November. The working day before one of them is an hour shorter (art. 95).
 * 2025: days off moved by Government decree № 1335 of 4 October 2024.
 * 2026: days off moved by Government decree № 1466 of 24 September 2025.
 * 2027: art. 112 alone: a day off that meets a holiday moves to the next working day, except in January, whose two are
 *   the Government's to move. Its decree was not known when this was written: compare once it is published.
 */
export type RussianDay = {
  date: string
  /** `short`: a working day an hour shorter; `working-short`: a day off made such a day. */
  kind: 'holiday' | 'day-off' | 'short' | 'working-short'
  name: string
}

const newYear = (year: number): RussianDay[] =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((day) => ({
    date: `${year}-01-0${day}`,
    kind: 'holiday',
    name: day === 7 ? 'Рождество Христово' : 'Новогодние каникулы',
  }))

const holidaysOf = (year: number): RussianDay[] => [
  ...newYear(year),
  { date: `${year}-02-23`, kind: 'holiday', name: 'День защитника Отечества' },
  { date: `${year}-03-08`, kind: 'holiday', name: 'Международный женский день' },
  { date: `${year}-05-01`, kind: 'holiday', name: 'Праздник Весны и Труда' },
  { date: `${year}-05-09`, kind: 'holiday', name: 'День Победы' },
  { date: `${year}-06-12`, kind: 'holiday', name: 'День России' },
  { date: `${year}-11-04`, kind: 'holiday', name: 'День народного единства' },
]

const dayOff = (date: string, from: string): RussianDay => ({
  date,
  kind: 'day-off',
  name: `Выходной, перенесён с ${from}`,
})
const short = (date: string): RussianDay => ({ date, kind: 'short', name: 'Предпраздничный день' })

export const russianProductionCalendar: readonly RussianDay[] = [
  ...holidaysOf(2025),
  short('2025-03-07'),
  short('2025-04-30'),
  dayOff('2025-05-02', '4 января'),
  dayOff('2025-05-08', '23 февраля'),
  short('2025-06-11'),
  dayOff('2025-06-13', '8 марта'),
  { date: '2025-11-01', kind: 'working-short', name: 'Рабочая суббота, предпраздничный день' },
  dayOff('2025-11-03', '1 ноября'),
  dayOff('2025-12-31', '5 января'),

  ...holidaysOf(2026),
  dayOff('2026-01-09', '3 января'),
  dayOff('2026-03-09', '8 марта'),
  short('2026-04-30'),
  short('2026-05-08'),
  dayOff('2026-05-11', '9 мая'),
  short('2026-06-11'),
  short('2026-11-03'),
  dayOff('2026-12-31', '4 января'),

  ...holidaysOf(2027),
  short('2027-02-22'),
  short('2027-04-30'),
  dayOff('2027-05-03', '1 мая'),
  dayOff('2027-05-10', '9 мая'),
  short('2027-06-11'),
  dayOff('2027-06-14', '12 июня'),
  short('2027-11-03'),
  short('2027-12-31'),
]
