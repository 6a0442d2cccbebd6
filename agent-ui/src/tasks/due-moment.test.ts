import { expect, test } from 'vitest'
import { formatsFor } from '../platform/format.ts'
import { dueDateTime, dueMoment } from './due-moment.ts'

const formats = formatsFor('en')
const midnight = new Date(2026, 10, 24, 0, 0, 0).getTime()
const noon = new Date(2026, 10, 23, 12, 0, 0).getTime()

test('midnight is the end of its day', () => {
  expect(dueDateTime(midnight, formats)).toBe('23/11/2026, 24:00')
  expect(dueMoment(midnight, formats, noon)).toBe('24:00')
  expect(dueMoment(midnight, formats, midnight + 1)).toBe('23 Nov, 24:00')
})

test('any other moment stays as it is', () => {
  expect(dueDateTime(noon, formats)).toBe(formats.dateTime(noon))
  expect(dueMoment(noon, formats, midnight)).toBe(formats.moment(noon, midnight))
})
