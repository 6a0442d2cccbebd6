import fc from 'fast-check'
import { getCountries, getCountryCallingCode } from 'libphonenumber-js'
import { describe, expect, it } from 'vitest'
import { digitsOf, readPhone, showPhone } from './phone.ts'

describe('readPhone', () => {
  it.each([
    ['+7 (495) 123-45-67', 'RU', '+74951234567'],
    ['8 (495) 123-45-67', 'RU', '+74951234567'],
    ['8(926)123 45 67', 'RU', '+79261234567'],
    ['9261234567', 'RU', '+79261234567'],
    ['7 926 123 45 67', 'GB', '+79261234567'],
    ['+7 495 123-45-67 доб. 12', 'RU', '+74951234567'],
    ['+44 20 7946 0958 ext. 7', 'RU', '+442079460958'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['8 10 44 20 7946 0958', 'RU', '+442079460958'],
    ['00 86 10 6552 9988', 'CN', '+861065529988'],
    ['010-6552 9988', 'CN', '+861065529988'],
    ['tel:+74951234567', 'RU', '+74951234567'],
    ['+７ ４９５ １２３ ４５ ６７', 'RU', '+74951234567'],
    ['\u202a+7\u00a0495\u00a0123\u201145\u201167\u202c', 'RU', '+74951234567'],
    ['  +1 (212) 555-0123', 'ru', '+12125550123'],
    ['8 800 555-35-35', 'RU', '+78005553535'],
    ['+7 495 123-45-67', 'RU', '+74951234567'],
    ['8(495)1234567', 'RU', '+74951234567'],
    ['84951234567', 'RU', '+74951234567'],
    ['7 495 123 45 67', 'RU', '+74951234567'],
    ['495 123 45 67', 'RU', '+74951234567'],
    ['8 916 123 45 67', 'RU', '+79161234567'],
    ['+7 (727) 250-12-34', 'RU', '+77272501234'],
    ['139 1234 5678', 'CN', '+8613912345678'],
    ['010 6552 9988', 'CN', '+861065529988'],
    ['030 123456', 'DE', '+4930123456'],
    ['+971 4 123 4567', 'RU', '+97141234567'],
  ])('reads %s in %s as %s', (typed, region, e164) => expect(readPhone(typed, [region])).toBe(e164))

  it.each([
    '',
    'нет',
    '12',
    '112',
    '+',
    '+999',
    '495',
    '1'.repeat(20),
    '12345678901234567',
    'abc',
    '8 (495)',
    '+7',
    '123456789012345678',
  ])('finds no phone in %j', (typed) => expect(readPhone(typed, ['RU'])).toBeNull())

  it.each([
    ['139 1234 5678', ['RU', 'CN'], '+8613912345678'],
    ['030 123456', ['RU', 'DE'], '+4930123456'],
    ['+971 4 123 4567', [], '+97141234567'],
    ['8 (727) 250-12-34', ['RU'], '+77272501234'],
  ])('reads %s by the first plan of %j that knows it', (typed, regions, e164) =>
    expect(readPhone(typed, regions)).toBe(e164),
  )

  it('takes what could be a number of the likeliest plan though no table knows it', () => {
    expect(readPhone('8 (000) 123-45-67', ['RU'])).toBe('+70001234567')
  })

  it('takes nothing that would be another number when read again', () =>
    expect(readPhone('0000000000', ['BR'])).toBeNull())

  it('knows no region and reads a plus all the same', () => {
    expect(readPhone('+74951234567', ['ZZ'])).toBe('+74951234567')
    expect(readPhone('8 495 123-45-67', ['ZZ'])).toBeNull()
  })

  it('answers E.164 or nothing, and reads its own answer and its shown forms back', () => {
    const region = fc.constantFrom(...getCountries())
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 4, maxLength: 12 })
    fc.assert(
      fc.property(region, digits, fc.boolean(), (country, local, plus) => {
        const typed = plus ? `+${getCountryCallingCode(country)}${local}` : local
        const read = readPhone(typed, [country])
        if (read === null) return
        expect(read).toMatch(/^\+[1-9]\d{4,16}$/)
        expect(readPhone(read, ['RU'])).toBe(read)
        expect(readPhone(showPhone(read), ['RU'])).toBe(read)
      }),
    )
  })
})

it('shows a phone at home and abroad', () => {
  expect(showPhone('+74951234567')).toBe('+7 495 123 45 67')
  expect(showPhone('+74951234567', { region: 'RU' })).toBe('8 (495) 123-45-67')
  expect(showPhone('+442079460958', { region: 'RU' })).toBe('+44 20 7946 0958')
  expect(showPhone('client:anna')).toBe('client:anna')
})

it('takes the digits out', () => expect(digitsOf('+７ (495) 1-2')).toBe('749512'))
