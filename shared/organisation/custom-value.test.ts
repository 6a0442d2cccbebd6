import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { cellText, customColumns, readCell, readTyped, typedText } from './custom-cell.ts'
import type { CustomField, CustomType } from './custom-field.contract.ts'
import { customTypes } from './custom-field.contract.ts'
import { fieldFaults, optionsBroughtBack, optionsRenamed } from './custom-field-rules.ts'
import { filterOfParts, partsOfFilter, readFilter } from './custom-filter.ts'
import {
  type CustomValue,
  type CustomValues,
  customKey,
  fitValue,
  judgeValues,
  sameValue,
  withChange,
} from './custom-value.ts'

const idOf = (n: number) => `00000000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`
const option = (n: number, archived = false) => ({
  id: idOf(n),
  nameRu: `Марка ${n}`,
  nameEn: `Grade ${n}`,
  archived,
})
const field = (type: CustomType, more: Partial<CustomField> = {}): CustomField => ({
  id: idOf(90),
  thing: 'client',
  type,
  nameRu: 'Потребность',
  nameEn: 'Need',
  hintRu: '',
  hintEn: '',
  unitRu: type === 'number' ? 'т' : '',
  unitEn: type === 'number' ? 't' : '',
  decimals: 2,
  options: [option(1), option(2), option(3, true)],
  required: false,
  searchable: false,
  personal: false,
  groupId: null,
  position: 0,
  archived: false,
  version: 1,
  ...more,
})

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
/** As it is kept, written anew from minor units: by another way than the code's. */
const moneyFor = (minor: number, currency: string): string => {
  const digits = { RUB: 2, JPY: 0, KWD: 3 }[currency] ?? 2
  const amount = (minor / 10 ** digits).toFixed(digits)
  return `${digits > 0 ? amount.replace(/\.?0+$/, '') : amount} ${currency}`
}
/** Values that fit. */
const fitting: Record<CustomType, fc.Arbitrary<CustomValue>> = {
  text: fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== ''),
  number: fc
    .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 99 }))
    .map(([whole, part]) =>
      part === 0 ? `${whole}` : `${whole}.${String(part).padStart(2, '0').replace(/0$/, '')}`,
    ),
  money: fc
    .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom('RUB', 'JPY', 'KWD'))
    .map(([minor, currency]) => moneyFor(minor, currency)),
  date: day,
  flag: fc.boolean(),
  choice: fc.constantFrom(idOf(1), idOf(2)),
  choices: fc.constantFrom([idOf(1)], [idOf(2)], [idOf(1), idOf(2)]),
}
const anyField = fc
  .constantFrom(...customTypes)
  .chain((type) => fitting[type].map((value) => ({ of: field(type), value })))
const junk = fc.oneof(fc.anything(), fc.string(), fc.array(fc.string()), fc.boolean(), fc.constant(null))

describe('a value', () => {
  test('that fits is kept as it is, and fits again; nothing else is ever kept', () => {
    fc.assert(
      fc.property(anyField, junk, ({ of, value }, other) => {
        expect(fitValue(of, value)).toEqual({ value })
        const judged = fitValue(of, other)
        if ('value' in judged && judged.value !== null)
          expect(fitValue(of, judged.value)).toEqual({ value: judged.value })
      }),
    )
  })

  test.each<[CustomType, unknown, unknown]>([
    ['number', '007.50', { value: '7.5' }],
    ['number', '-0.0', { value: '0' }],
    ['number', '12.345', { fault: 'too_many_decimals' }],
    ['number', '1e5', { fault: 'invalid_number' }],
    ['number', 12, { fault: 'invalid_type' }],
    ['date', '2026-02-29', { fault: 'invalid_date' }],
    ['date', '2028-02-29', { value: '2028-02-29' }],
    ['money', '1200.50 RUB', { value: '1200.5 RUB' }],
    ['money', '0.125 KWD', { value: '0.125 KWD' }],
    ['money', '0.125 RUB', { fault: 'too_many_decimals' }],
    ['money', '1.5 JPY', { fault: 'too_many_decimals' }],
    ['money', '1200', { fault: 'invalid_money' }],
    ['money', '1200 rub', { fault: 'invalid_money' }],
    ['flag', 'yes', { fault: 'invalid_type' }],
    ['flag', false, { value: false }],
    ['text', '   ', { value: null }],
    ['choice', idOf(3), { fault: 'unknown' }],
    ['choices', [idOf(2), idOf(1), idOf(2)], { value: [idOf(1), idOf(2)] }],
    ['choices', [], { value: null }],
    ['choices', [idOf(7)], { fault: 'unknown' }],
  ])('%s %j: %j', (type, given, judged) => expect(fitValue(field(type), given)).toEqual(judged))

  it('may keep an option that was archived since, and no other', () => {
    expect(fitValue(field('choice'), idOf(3), idOf(3))).toEqual({ value: idOf(3) })
    expect(fitValue(field('choices'), [idOf(1), idOf(3)], [idOf(3)])).toEqual({ value: [idOf(1), idOf(3)] })
    expect(fitValue(field('choices'), [idOf(3)], [idOf(1)])).toEqual({ fault: 'unknown' })
  })
})

describe('a change of values', () => {
  const fields = [
    field('text', { id: idOf(10), required: true }),
    field('number', { id: idOf(11) }),
    field('flag', { id: idOf(12), archived: true, required: true }),
  ]
  const told = (held: CustomValues, given: Record<string, unknown>, asked = false) =>
    judgeValues(fields, held, given, asked)

  it('tells what differs, and only that', () => {
    const held = { [idOf(10)]: 'a', [idOf(11)]: '1' }
    expect(told(held, { [idOf(10)]: 'b', [idOf(11)]: '1.0' })).toEqual({
      change: { [idOf(10)]: 'b' },
      faults: {},
    })
    expect(told(held, { [idOf(11)]: null })).toEqual({ change: { [idOf(11)]: null }, faults: {} })
  })
  it('refuses the unknown and the archived, but for what stands there already', () => {
    expect(told({}, { [idOf(50)]: 'x', [idOf(12)]: true }).faults).toEqual({
      [customKey(idOf(50))]: 'unknown_field',
      [customKey(idOf(12))]: 'unknown_field',
    })
    expect(told({ [idOf(12)]: true }, { [idOf(12)]: true })).toEqual({ change: {}, faults: {} })
  })
  it('asks for what is required where it is written by hand, and lets nobody empty it', () => {
    expect(told({}, {}).faults).toEqual({})
    expect(told({}, {}, true).faults).toEqual({ [customKey(idOf(10))]: 'required' })
    expect(told({}, { [idOf(10)]: 'x' }, true).faults).toEqual({})
    expect(told({ [idOf(10)]: 'a' }, { [idOf(10)]: '' }).faults).toEqual({
      [customKey(idOf(10))]: 'required',
    })
  })
  test('what stands after it holds no empties, and the same change again changes nothing', () => {
    fc.assert(
      fc.property(fc.option(fitting.text), fc.option(fitting.number), (text, number) => {
        const given = { [idOf(10)]: text ?? 'x', [idOf(11)]: number }
        const after = withChange({ [idOf(10)]: 'old' }, told({ [idOf(10)]: 'old' }, given).change)
        expect(Object.values(after)).not.toContain(null)
        expect(told(after, given).change).toEqual({})
      }),
    )
  })
})

describe('as a text', () => {
  test('in a cell and in a form, in either language, it is read as what it was', () => {
    fc.assert(
      fc.property(anyField, fc.constantFrom('ru' as const, 'en' as const), ({ of, value }, language) => {
        expect(readCell(of, cellText(of, value, language))).toEqual({ value })
        expect(readTyped(of, typedText(value))).toEqual({ value })
      }),
    )
  })

  test.each<[CustomType, string, unknown]>([
    ['number', '1 234,5', { value: '1234.5' }],
    ['number', '−3', { value: '-3' }],
    ['money', '1 234,5 ₽', { value: '1234.5 RUB' }],
    ['money', '$ 99', { value: '99 USD' }],
    ['money', '−3 eur', { value: '-3 EUR' }],
    ['money', '1 000 руб.', { value: '1000 RUB' }],
    ['money', 'много RUB', { fault: 'invalid_money' }],
    ['date', '1.2.2026', { value: '2026-02-01' }],
    ['date', '31.02.2026', { fault: 'invalid_date' }],
    ['flag', 'Да', { value: true }],
    ['flag', 'может быть', { fault: 'invalid_flag' }],
    ['choice', ' марка 2', { value: idOf(2) }],
    ['choice', 'Марка 3', { fault: 'unknown' }],
    ['choices', 'grade 2; Марка 1', { value: [idOf(1), idOf(2)] }],
    ['text', '', { value: null }],
  ])('a cell of %s %j: %j', (type, text, judged) => expect(readCell(field(type), text)).toEqual(judged))

  it('stands in a column headed with its name and unit, the archived in none', () => {
    const fields = [field('number'), field('text', { archived: true }), field('text', { thing: 'deal' })]
    const heads = (language: 'ru' | 'en') => customColumns(fields, 'client', language).map(({ head }) => head)
    expect([heads('ru'), heads('en')]).toEqual([['Потребность, т'], ['Need, t']])
  })
})

describe('a filter', () => {
  const fields = [
    field('text', { id: idOf(20) }),
    field('number', { id: idOf(21) }),
    field('choices', { id: idOf(22) }),
    field('flag', { id: idOf(23) }),
    field('money', { id: idOf(24) }),
  ]
  it('is read as it was written', () => {
    const parts = {
      [idOf(20)]: 'вагон: 5',
      [idOf(21)]: '1,5..',
      [idOf(22)]: `${idOf(1)},${idOf(3)}`,
      [idOf(23)]: 'no',
      [idOf(24)]: '1 000,50..2000 RUB',
    }
    expect(partsOfFilter(filterOfParts(parts))).toEqual(parts)
    expect(readFilter(fields, filterOfParts(parts))).toEqual([
      { id: idOf(20), kind: 'holds', text: 'вагон: 5' },
      { id: idOf(21), kind: 'between', of: 'number', from: '1.5', to: null },
      { id: idOf(22), kind: 'any', options: [idOf(1), idOf(3)], several: true },
      { id: idOf(23), kind: 'is', value: false },
      { id: idOf(24), kind: 'money', currency: 'RUB', from: '1000.5', to: '2000' },
    ])
  })
  test.each([
    `${idOf(99)}:x`,
    `${idOf(21)}:..`,
    `${idOf(21)}:a..b`,
    `${idOf(21)}:1..2..3`,
    `${idOf(22)}:${idOf(9)}`,
    `${idOf(23)}:maybe`,
    `${idOf(24)}:1000..`,
    `${idOf(24)}:..RUB`,
    `${idOf(24)}:a..5 RUB`,
  ])('asks nothing that cannot be asked: %s', (text) => expect(readFilter(fields, text)).toBeNull())
  test('whatever an address holds, it is read or refused', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readFilter(fields, text)
        expect(read === null || Array.isArray(read)).toBe(true)
      }),
    )
  })
})

describe('a field', () => {
  it('has a name of its own, and a list to choose from', () => {
    const choice = {
      type: 'choice' as const,
      nameRu: 'Марка',
      nameEn: 'Grade',
      options: [option(1), option(2)],
    }
    expect(fieldFaults([{ nameRu: 'марка ', nameEn: 'Other' }], choice)).toEqual({ nameRu: 'taken' })
    expect(fieldFaults([], { ...choice, options: [option(1, true)] })).toEqual({ options: 'no_options' })
    const doubled = { ...option(2), id: idOf(5) }
    expect(fieldFaults([], { ...choice, options: [option(2), doubled] })).toEqual({ 'options.1': 'taken' })
    expect(fieldFaults([], choice)).toEqual({})
  })
  it('gets an earlier list back without losing what was added since', () => {
    const then = [option(2), option(1, true)]
    expect(optionsBroughtBack(then, [option(1), option(2), option(7)])).toEqual([...then, option(7, true)])
  })
  it('tells which of its options are renamed', () => {
    const now = [option(2), { ...option(1), nameEn: 'Other' }, option(9)]
    expect(optionsRenamed([option(1), option(2)], now)).toEqual([idOf(1)])
  })
})

test('nothing is nothing', () => {
  expect(sameValue(null, undefined)).toBe(true)
  expect(sameValue(false, null)).toBe(false)
  expect(sameValue(['a'], ['a'])).toBe(true)
})
