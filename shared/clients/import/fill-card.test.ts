import { expect, test } from 'vitest'
import { fillingOf, isEmptyFilling } from './fill-card.ts'
import type { ImportedCard } from './read-row.ts'

const card = {
  country: 'RU',
  region: 'Урал',
  industry: null,
  source: 'fair',
  taxNumber: '7707083893',
  managerId: 'u1',
  addresses: [
    { kind: 'phone', value: '+74957000001' },
    { kind: 'email', value: 'a@b.ru' },
  ],
  persons: [
    { name: 'Пётр', position: null },
    { name: 'Анна', position: null },
  ],
  tags: ['Опт', 'юг'],
  custom: { need: '12', open: true },
  given: ['region', 'taxNumber', 'source'],
} as unknown as ImportedCard

test('only what the card has not, and the file itself gave', () => {
  const standing = {
    country: null,
    region: 'Сибирь',
    industry: null,
    source: null,
    taxNumber: null,
    managerId: null,
    custom: { open: false },
    addresses: ['phone:+74957000001'],
    persons: ['петр'],
    tags: ['опт'],
  }
  const filling = fillingOf(card, standing)
  expect(filling).toEqual({
    fields: { source: 'fair', taxNumber: '7707083893', 'custom.need': '12' },
    addresses: [{ kind: 'email', value: 'a@b.ru' }],
    persons: [{ name: 'Анна', position: null }],
    tags: ['юг'],
  })
  expect(isEmptyFilling(filling)).toBe(false)
  const full = {
    ...standing,
    source: 'site',
    taxNumber: '1',
    custom: { need: '1', open: true },
    addresses: ['phone:+74957000001', 'email:a@b.ru'],
  }
  expect(isEmptyFilling(fillingOf(card, { ...full, persons: ['Пётр', 'Анна'], tags: ['опт', 'юг'] }))).toBe(
    true,
  )
})

test('a card bears no more tags than it may', () => {
  const tags = Array.from({ length: 29 }, (_, at) => `метка ${at}`)
  const standing = {
    country: '',
    region: '',
    industry: '',
    source: '',
    taxNumber: '',
    managerId: '',
    custom: {},
  }
  const filling = fillingOf(card, { ...standing, addresses: [], persons: [], tags })
  expect(filling.tags).toEqual(['Опт'])
})
