import { describe, expect, test } from 'vitest'
import { guessColumns, headsIn, plainHead } from './columns.ts'

test.each([
  ['Телефон 2', 'телефон'],
  ['  E-mail: ', 'e mail'],
  ['ВЕДЁТ', 'ведет'],
  ['2', ''],
])('%j is the head %j', (head, plain) => expect(plainHead(head)).toBe(plain))

describe('columns are known by their heads', () => {
  test.each(['ru', 'en'] as const)('those of an export in %s, all but when the card was made', (language) => {
    expect(guessColumns(headsIn(language))).toEqual([
      ...['id', 'kind', 'name', 'market', 'country', 'region', 'industry', 'source', 'taxNumber', 'language'],
      ...['manager', 'phones', 'emails', 'others', 'persons', 'tags', null],
    ])
  })

  test('what stands once on a card is taken once, phones as often as they come', () => {
    expect(guessColumns(['Имя', 'Компания', 'Тел. 1', 'Тел. 2', 'Примечание', ''])).toEqual([
      'name',
      null,
      'phones',
      'phones',
      null,
      null,
    ])
  })
})
