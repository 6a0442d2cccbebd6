/** Numbers as they are said: places in a queue, minutes of waiting, digits. Russian agreement included. */

export const PLACES = 20
export const MINUTES = 60

const RU_ORDINALS = [
  'первый',
  'второй',
  'третий',
  'четвёртый',
  'пятый',
  'шестой',
  'седьмой',
  'восьмой',
  'девятый',
  'десятый',
  'одиннадцатый',
  'двенадцатый',
  'тринадцатый',
  'четырнадцатый',
  'пятнадцатый',
  'шестнадцатый',
  'семнадцатый',
  'восемнадцатый',
  'девятнадцатый',
  'двадцатый',
]

const EN_ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
]

/** Accusative, feminine where the number has a gender: what "minutes" asks for after "займёт". */
const RU_UNITS = [
  '',
  'одну',
  'две',
  'три',
  'четыре',
  'пять',
  'шесть',
  'семь',
  'восемь',
  'девять',
  'десять',
  'одиннадцать',
  'двенадцать',
  'тринадцать',
  'четырнадцать',
  'пятнадцать',
  'шестнадцать',
  'семнадцать',
  'восемнадцать',
  'девятнадцать',
]
const RU_TENS = ['', '', 'двадцать', 'тридцать', 'сорок', 'пятьдесят', 'шестьдесят']

const EN_UNITS = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty']

/**
 * Minutes that are recorded whole; the others are put together, «двадцать» + «две минуты». (A 1 at the end has to
 * be whole: "one minute", but "twenty-one minutes".)
 */
export const WHOLE_MINUTES: readonly number[] = Array.from({ length: MINUTES }, (_, i) => i + 1).filter(
  (count) => count <= 20 || count % 10 < 2,
)
export const TENS: readonly number[] = [20, 30, 40, 50]

/** 1..20, masculine nominative: «третий». */
export const ruOrdinal = (place: number): string => RU_ORDINALS[place - 1]!
/** 1..20: "third". */
export const enOrdinal = (place: number): string => EN_ORDINALS[place - 1]!

const inWords = (count: number, units: string[], tens: string[], joint: string): string => {
  if (count < units.length) return units[count]!
  const unit = units[count % 10]!
  const ten = tens[Math.floor(count / 10)]!
  return unit ? `${ten}${joint}${unit}` : ten
}

/** The form of «минута» that goes with a number, in the accusative: 1 минуту, 2 минуты, 5 минут, 11 минут. */
export const ruMinuteForm = (count: number): string => {
  const last = count % 10
  const teen = count % 100 >= 11 && count % 100 <= 14
  if (last === 1 && !teen) return 'минуту'
  if (last >= 2 && last <= 4 && !teen) return 'минуты'
  return 'минут'
}

/** 1..60: «двадцать одну минуту». */
export const ruMinutes = (count: number): string =>
  `${inWords(count, RU_UNITS, RU_TENS, ' ')} ${ruMinuteForm(count)}`
/** 1..60: "twenty-one minutes". */
export const enMinutes = (count: number): string =>
  `${inWords(count, EN_UNITS, EN_TENS, '-')} ${count === 1 ? 'minute' : 'minutes'}`

/** 20, 30 … 60: «двадцать». */
export const ruTens = (count: number): string => RU_TENS[count / 10]!
/** 20, 30 … 60: "twenty". */
export const enTens = (count: number): string => EN_TENS[count / 10]!

export const RU_DIGITS = ['ноль', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять']
export const EN_DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** The numbers that are neither a digit nor put together. */
export const TEENS: readonly number[] = Array.from({ length: 10 }, (_, i) => i + 10)
/** 10..19: «четырнадцать». */
export const ruTeen = (count: number): string => RU_UNITS[count]!
/** 10..19: "fourteen". */
export const enTeen = (count: number): string => EN_UNITS[count]!

/** From Monday, as a day on which something happens. */
export const WEEKDAYS = [
  { ru: 'В понедельник,', en: 'On Monday,' },
  { ru: 'Во вторник,', en: 'On Tuesday,' },
  { ru: 'В среду,', en: 'On Wednesday,' },
  { ru: 'В четверг,', en: 'On Thursday,' },
  { ru: 'В пятницу,', en: 'On Friday,' },
  { ru: 'В субботу,', en: 'On Saturday,' },
  { ru: 'В воскресенье,', en: 'On Sunday,' },
]
/** Which twelve hours are meant, said after the time. */
export const DAY_PARTS = [
  { ru: 'ночи.', en: 'a.m.' },
  { ru: 'утра.', en: 'in the morning.' },
  { ru: 'дня.', en: 'in the afternoon.' },
  { ru: 'вечера.', en: 'in the evening.' },
]
/** 1..4 of DAY_PARTS for an hour, 0..23. */
export const dayPartOf = (hour: number): number => (hour < 4 ? 1 : hour < 12 ? 2 : hour < 17 ? 3 : 4)
