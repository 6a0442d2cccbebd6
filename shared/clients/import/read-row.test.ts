import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvCell } from '../../platform/safe-csv.ts'
import type { ImportDefaults } from './import.contract.ts'
import { lookupsOf } from './lookups.ts'
import { readRow } from './read-row.ts'
import { faultText, rowFaultCodes } from './row-fault-words.ts'

const RU = {
  id: '00000000-0000-7000-8000-000000000001',
  code: 'ru',
  nameRu: 'Россия и СНГ',
  nameEn: 'Russia',
  region: 'RU',
}
const GB = {
  id: '00000000-0000-7000-8000-000000000002',
  code: 'gb',
  nameRu: 'Британия',
  nameEn: 'Britain',
  region: 'GB',
}
const look = lookupsOf(
  [RU, GB],
  [
    { id: 'u1', name: 'Анна Орлова', email: 'anna@example.test' },
    { id: 'u2', name: 'Иван Петров', email: 'ivan@example.test' },
    { id: 'u3', name: 'Иван Петров', email: 'ivan2@example.test' },
  ],
  [],
  {
    former: [{ id: 'u4', name: 'Пётр Ушёл', email: 'gone@example.test' }],
    sources: [
      { code: 'fair', nameRu: 'Выставка', nameEn: 'Trade fair', active: true },
      { code: 'radio', nameRu: 'Радио', nameEn: 'Radio', active: false },
    ],
  },
)
const defaults: ImportDefaults = {
  marketId: RU.id,
  kind: 'company',
  language: 'ru',
  country: null,
  region: 'Урал',
  industry: null,
  source: 'fair',
  managerId: 'u1',
}
const read = (row: Record<string, string>) =>
  readRow(Object.values(row), Object.keys(row), { defaults, look })

test('all that a row says stands on the card; the defaults stand for the rest and are not given', () => {
  const { card, faults } = read({
    name: 'Ромашка',
    market: 'britain',
    phones: '020 7946 0018; +44 20 7946 0018',
    emails: 'Info@Example.test, sales@example.test',
    others: 'telegram: @romashka; romashka.example',
    persons: 'Пётр Ильин, директор; Анна',
    tags: 'опт, Опт',
    manager: 'IVAN2@example.test',
    country: 'Великобритания',
  })
  expect(faults).toEqual([])
  expect(card).toEqual({
    id: null,
    kind: 'company',
    name: 'Ромашка',
    marketId: GB.id,
    country: 'GB',
    region: 'Урал',
    industry: null,
    source: 'fair',
    taxNumber: null,
    language: 'ru',
    managerId: 'u3',
    addresses: [
      { kind: 'phone', value: '+442079460018' },
      { kind: 'email', value: 'info@example.test' },
      { kind: 'email', value: 'sales@example.test' },
      { kind: 'telegram', value: 'romashka' },
      { kind: 'site', value: 'https://romashka.example' },
    ],
    persons: [
      { name: 'Пётр Ильин', position: 'директор' },
      { name: 'Анна', position: null },
    ],
    tags: ['опт'],
    custom: {},
    given: ['name', 'market', 'country', 'manager'],
  })
})

describe('what is wrong is told of its cell', () => {
  test.each([
    [{ name: '' }, 'required'],
    [{ name: 'я'.repeat(301) }, 'too_big:300'],
    [{ name: 'я', id: '12' }, 'invalid_uuid'],
    [{ name: 'я', kind: 'робот' }, 'unknown_kind'],
    [{ name: 'я', market: 'Луна' }, 'unknown_market'],
    [{ name: 'я', country: 'Луна' }, 'unknown_country'],
    [{ name: 'я', language: 'эльфийский' }, 'unknown_language'],
    [{ name: 'я', manager: 'Никто' }, 'unknown_user'],
    [{ name: 'я', manager: 'Иван Петров' }, 'ambiguous_user'],
    [{ name: 'я', taxNumber: '7707083894' }, 'invalid_tax_number'],
    [{ name: 'я', phones: '+7 495 123-45-67, 12' }, 'invalid_phone'],
    [{ name: 'я', emails: 'a@b' }, 'invalid_email'],
    [{ name: 'я', others: 'skype: me' }, 'invalid_address'],
    [{ name: 'я', persons: 'я'.repeat(201) }, 'invalid_person'],
    [{ name: 'я', tags: '!!!' }, 'invalid_tag'],
  ])('%j: %s', (row, code) => {
    expect(rowFaultCodes).toContain(code.split(':')[0])
    expect(read(row).faults).toEqual([{ column: Object.keys(row).length - 1, code }])
  })

  test.each([
    [{ name: 'я', manager: 'Петр Ушел' }, 'former_user', { managerId: 'u1', given: ['name'] }],
    [{ name: 'я', manager: 'GONE@example.test' }, 'former_user', { managerId: 'u1', given: ['name'] }],
    [{ name: 'я', source: 'радио' }, 'unknown_source', { source: 'fair', given: ['name'] }],
    [{ name: 'я', source: 'Луна' }, 'unknown_source', { source: 'fair', given: ['name'] }],
  ])('%j is taken without that cell: %s', (row, code, stands) => {
    expect(rowFaultCodes).toContain(code)
    const { card, faults, leftOut } = read(row)
    expect(faults).toEqual([])
    expect(leftOut).toEqual([{ column: 1, code }])
    expect(card).toMatchObject(stands)
  })

  test('a source is known by its code and its names', () => {
    for (const word of ['fair', 'ВЫСТАВКА', 'trade fair'])
      expect(read({ name: 'я', source: word })).toMatchObject({
        card: { source: 'fair', given: ['name', 'source'] },
        leftOut: [],
      })
  })

  test('a name that no column holds is missing of none', () => {
    const { faults } = read({ region: 'Урал' })
    expect(faults).toEqual([{ column: null, code: 'required' }])
    expect(faultText(faults[0]!, ['Регион'], 'ru')).toBe('Название или имя: не заполнено')
    expect(faultText({ column: 0, code: 'too_big:120' }, ['Город'], 'en')).toBe(
      'Город: is over 120 characters',
    )
  })
})

// Of an apostrophe that stands before a formula in the text itself nobody could tell whose it is: left out here.
test('whatever an export has made harmless is read back as it was', () => {
  const unit = fc.constantFrom(...'=+-@ абв12.'.split(''))
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 12 }), (typed) => {
      const name = typed.trim()
      fc.pre(name !== '')
      const cell = csvCell(name).replace(/^"(.*)"$/, '$1')
      expect(read({ name: cell }).card.name).toBe(name)
    }),
  )
})
