/** Holidays of a country and year: Russia's production calendar, which is ours; others' by the `date-holidays` library. */
import { invalid } from '#server/platform/errors.ts'
import { type Holiday, russianHolidays } from '#shared/organisation/holidays.ts'

export type Holidays = { source: 'production-calendar' | 'library'; days: Holiday[] }

/** Loaded when it is first asked for: it holds the rules of two hundred countries. */
const library = async () => (await import('date-holidays')).default

export const holidayCountries = async (): Promise<string[]> => {
  const Library = await library()
  return Object.keys(new Library().getCountries()).filter((code) => /^[A-Z]{2}$/.test(code))
}

/** Public holidays only, named in the country's first language. Throws 422 `country: unknown_region`. */
export const readHolidays = async (country: string, year: number): Promise<Holidays> => {
  const russian = country === 'RU' ? russianHolidays(year) : []
  if (russian.length > 0) return { source: 'production-calendar', days: russian }
  const Library = await library()
  if (!(country in new Library().getCountries())) throw invalid({ country: 'unknown_region' })
  const days = new Map<string, Holiday>()
  for (const { date, type, start, end, name } of new Library(country).getHolidays(year)) {
    if (type !== 'public') continue
    for (const day of daysOf(date.slice(0, 10), end.getTime() - start.getTime()))
      if (!days.has(day)) days.set(day, { date: day, kind: 'holiday', name })
  }
  return { source: 'library', days: [...days.values()].sort((a, b) => a.date.localeCompare(b.date)) }
}

const DAY_MS = 86_400_000

/** Each date of a holiday of so many ms; clocks may change within it. */
const daysOf = (first: string, ms: number): string[] =>
  Array.from({ length: Math.max(1, Math.round(ms / DAY_MS)) }, (_, ahead) =>
    new Date(Date.parse(first) + ahead * DAY_MS).toISOString().slice(0, 10),
  )
