import { describe, expect, it } from 'vitest'
import { clockText, formatsFor, phoneText } from './format.ts'

const ru = formatsFor('ru')
const en = formatsFor('en')
/** Intl puts narrow and unbreakable spaces; the eye reads a space. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('formats', () => {
  it('shows a length as a clock', () => {
    expect(clockText(161_000)).toBe('2:41')
    expect(clockText(3_761_999)).toBe('1:02:41')
    expect(clockText(-5)).toBe('0:00')
  })

  it('shows money in its currency, without empty kopecks', () => {
    expect(plain(ru.money({ amountMinor: 123_456_700, currency: 'RUB' }))).toBe('1 234 567 ₽')
    expect(plain(ru.money({ amountMinor: 123_450, currency: 'RUB' }))).toBe('1 234,50 ₽')
    expect(plain(en.money({ amountMinor: 5_000, currency: 'JPY' }))).toContain('5,000')
  })

  it('shows what is not known as a dash, never as nought', () => {
    expect(ru.percent(null)).toBe('—')
    expect(ru.money(undefined)).toBe('—')
    expect(ru.number(Number.NaN)).toBe('—')
    expect(ru.number(0)).toBe('0')
  })

  it('shows a moment as short as it can be', () => {
    const now = new Date(2025, 10, 14, 12, 0).getTime()
    expect(ru.moment(new Date(2025, 10, 14, 9, 5).getTime(), now)).toBe('09:05')
    expect(ru.moment(new Date(2025, 10, 3, 9, 5).getTime(), now)).toMatch(/^3 нояб\.?, 09:05$/)
    expect(en.moment(new Date(2024, 10, 3, 9, 5).getTime(), now)).toBe('03/11/2024, 09:05')
  })

  it('says how long ago in the language', () => {
    expect(ru.ago(0, 180_000)).toBe('3 минуты назад')
    expect(en.ago(7_200_000, 0)).toBe('in 2 hours')
  })

  it('does not shift a date without a zone', () => expect(ru.day('2025-03-01')).toBe('01.03.2025'))

  it('shows phones as people write them', () => {
    expect(phoneText('+74951234567')).toBe('+7 495 123-45-67')
    expect(phoneText('+442079460018')).toBe('+44 20 7946 0018')
    expect(phoneText('not a phone')).toBe('not a phone')
  })
})
