import fc from 'fast-check'
import { expect, test } from 'vitest'
import { announceCallBack, announceWait } from './prompt-announcements.ts'
import { enMinutes, ruMinutes, ruOrdinal } from './prompt-numbers.ts'
import { PROMPTS } from './prompts.ts'

test('Russian minutes, 1 to 60, agree in gender, case and number', () => {
  const table = Array.from({ length: 60 }, (_, i) => ruMinutes(i + 1)).join(', ')
  expect(table).toBe(
    'одну минуту, две минуты, три минуты, четыре минуты, пять минут, шесть минут, семь минут, восемь минут, ' +
      'девять минут, десять минут, одиннадцать минут, двенадцать минут, тринадцать минут, четырнадцать минут, ' +
      'пятнадцать минут, шестнадцать минут, семнадцать минут, восемнадцать минут, девятнадцать минут, ' +
      'двадцать минут, двадцать одну минуту, двадцать две минуты, двадцать три минуты, двадцать четыре минуты, ' +
      'двадцать пять минут, двадцать шесть минут, двадцать семь минут, двадцать восемь минут, ' +
      'двадцать девять минут, тридцать минут, тридцать одну минуту, тридцать две минуты, тридцать три минуты, ' +
      'тридцать четыре минуты, тридцать пять минут, тридцать шесть минут, тридцать семь минут, ' +
      'тридцать восемь минут, тридцать девять минут, сорок минут, сорок одну минуту, сорок две минуты, ' +
      'сорок три минуты, сорок четыре минуты, сорок пять минут, сорок шесть минут, сорок семь минут, ' +
      'сорок восемь минут, сорок девять минут, пятьдесят минут, пятьдесят одну минуту, пятьдесят две минуты, ' +
      'пятьдесят три минуты, пятьдесят четыре минуты, пятьдесят пять минут, пятьдесят шесть минут, ' +
      'пятьдесят семь минут, пятьдесят восемь минут, пятьдесят девять минут, шестьдесят минут',
  )
})

test('Russian places, 1 to 20', () => {
  expect(Array.from({ length: 20 }, (_, i) => ruOrdinal(i + 1)).join(' ')).toBe(
    'первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый одиннадцатый двенадцатый ' +
      'тринадцатый четырнадцатый пятнадцатый шестнадцатый семнадцатый восемнадцатый девятнадцатый двадцатый',
  )
})

test('English minutes', () => {
  expect([1, 2, 11, 20, 21, 59].map(enMinutes)).toEqual([
    'one minute',
    'two minutes',
    'eleven minutes',
    'twenty minutes',
    'twenty-one minutes',
    'fifty-nine minutes',
  ])
})

const minute = 60_000
test.each([
  [
    1,
    0,
    'Ваш звонок первый в очереди. Ожидание займёт меньше минуты.',
    'Your call is first in the queue. The wait will be less than a minute.',
  ],
  [
    3,
    minute,
    'Ваш звонок третий в очереди. Ожидание займёт примерно 1 минуту.',
    'Your call is third in the queue. The wait will be about 1 minute.',
  ],
  [
    20,
    21 * minute,
    'Ваш звонок двадцатый в очереди. Ожидание займёт примерно 21 минуту.',
    'Your call is twentieth in the queue. The wait will be about 21 minutes.',
  ],
  [
    21,
    61 * minute,
    'В очереди больше двадцати звонков. Ожидание займёт больше часа.',
    'There are more than twenty calls in the queue. The wait will be more than an hour.',
  ],
  [2, null, 'Ваш звонок второй в очереди.', 'Your call is second in the queue.'],
])('place %s, wait %s', (place, waitMs, ru, en) => {
  expect(announceWait({ place, waitMs, language: 'ru' }).text).toBe(ru)
  expect(announceWait({ place, waitMs, language: 'en' }).text).toBe(en)
})

test('minutes are rounded up, and put together where they are not recorded whole', () => {
  const spoken = (waitMs: number) => announceWait({ place: 1, waitMs, language: 'en' }).prompts.slice(1)
  expect(spoken(minute + 1)).toEqual(['wait-intro', 'minutes-2'])
  expect(spoken(21 * minute)).toEqual(['wait-intro', 'minutes-21'])
  expect(spoken(22 * minute)).toEqual(['wait-intro', 'tens-20', 'minutes-2'])
  expect(spoken(60 * minute)).toEqual(['wait-intro', 'minutes-60'])
  expect(spoken(60 * minute + 1)).toEqual(['wait-over-hour'])
})

test('whatever the place and the wait, what is spoken exists, and says what the screen says', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: minute, max: 60 * minute }),
      (place, waitMs) => {
        const { prompts } = announceWait({ place, waitMs, language: 'ru' })
        const said = prompts.slice(2).map((id) => PROMPTS.get(id)!.ru)
        expect(said.join(' ')).toBe(`${ruMinutes(Math.ceil(waitMs / minute))}.`)
        expect(PROMPTS.has(prompts[0]!)).toBe(true)
      },
    ),
  )
})

/** 27 November 2026 is a Friday. */
const friday = Date.parse('2026-11-27T09:00:00+03:00')
const promised = (due: string, language: 'ru' | 'en', now = friday) =>
  announceCallBack({
    requestNumber: 'О-2030/17',
    dueAt: Date.parse(due),
    now,
    zone: 'Europe/Moscow',
    language,
  })

test('a request number is read out digit by digit, after the time by when we call', () => {
  expect(promised('2026-11-27T10:00:00+03:00', 'ru')).toEqual({
    prompts: [
      'call-back',
      'today',
      'no-later',
      'teen-10',
      'part-2',
      'request-number',
      'digit-2',
      'digit-0',
      'digit-3',
      'digit-0',
      'digit-1',
      'digit-7',
    ],
    text: 'Оператор перезвонит вам. Сегодня, не позднее чем в десять утра. Номер вашего обращения: О-2030/17.',
  })
})

test.each([
  [
    '2026-11-27T13:00:00+03:00',
    'Сегодня, не позднее чем в час дня.',
    'Today, no later than one in the afternoon.',
  ],
  [
    '2026-11-27T13:05:00+03:00',
    'Сегодня, не позднее чем в час ноль пять дня.',
    'Today, no later than one zero five in the afternoon.',
  ],
  [
    '2026-11-27T23:59:30+03:00',
    'Сегодня, не позднее чем в одиннадцать пятьдесят девять вечера.',
    'Today, no later than eleven fifty nine in the evening.',
  ],
  [
    '2026-11-28T00:30:00+03:00',
    'Завтра, не позднее чем в двенадцать тридцать ночи.',
    'Tomorrow, no later than twelve thirty a.m.',
  ],
  [
    '2026-11-30T14:35:00+03:00',
    'В понедельник, не позднее чем в два тридцать пять дня.',
    'On Monday, no later than two thirty five in the afternoon.',
  ],
  [
    '2026-12-01T18:12:00+03:00',
    'Во вторник, не позднее чем в шесть двенадцать вечера.',
    'On Tuesday, no later than six twelve in the evening.',
  ],
  [
    '2026-12-03T04:20:00+03:00',
    'В четверг, не позднее чем в четыре двадцать утра.',
    'On Thursday, no later than four twenty in the morning.',
  ],
])('a promise by %s', (due, ru, en) => {
  const middle = (text: string) => text.replace(/^.*?\. /, '').replace(/ (Номер|Your request).*$/, '')
  expect(middle(promised(due, 'ru').text)).toBe(ru)
  expect(middle(promised(due, 'en').text)).toBe(en)
})

test('the zone tells which day it is', () => {
  const late = Date.parse('2026-11-27T23:30:00+03:00')
  expect(promised('2026-11-28T00:10:00+03:00', 'ru', late).prompts[1]).toBe('tomorrow')
  const inLondon = announceCallBack({
    requestNumber: '1',
    dueAt: Date.parse('2026-11-28T00:10:00+03:00'),
    now: late,
    zone: 'Europe/London',
    language: 'en',
  })
  expect(inLondon.text).toContain('Today, no later than nine ten in the evening.')
})

test('a week away, the day is left to the screen: “on Friday” would be understood as today', () => {
  expect(promised('2026-12-04T10:00:00+03:00', 'ru').prompts.slice(0, 2)).toEqual([
    'call-back',
    'request-number',
  ])
  expect(promised('2026-12-03T10:00:00+03:00', 'ru').prompts[1]).toBe('weekday-4')
})

test('whatever time is promised, each piece of it exists', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 * 24 * 60 }), (minutes) => {
      const { prompts } = announceCallBack({
        requestNumber: '1037',
        dueAt: friday + minutes * minute,
        now: friday,
        zone: 'Europe/Moscow',
        language: 'ru',
      })
      expect(prompts.filter((id) => !PROMPTS.has(id))).toEqual([])
    }),
  )
})
