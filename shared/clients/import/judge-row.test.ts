import { describe, expect, test } from 'vitest'
import type { DuplicateFacts } from '../duplicate-score.ts'
import { type Candidate, deedOf, judgeRow, keysOf } from './judge-row.ts'
import type { ImportedCard } from './read-row.ts'

const ID = '00000000-0000-7000-8000-00000000000a'
const card = (more: Partial<ImportedCard> = {}): ImportedCard => ({
  id: null,
  kind: 'company',
  name: 'Ромашка',
  marketId: ID,
  country: null,
  region: null,
  industry: null,
  source: null,
  taxNumber: null,
  language: 'ru',
  managerId: null,
  addresses: [{ kind: 'phone', value: '+74957000001' }],
  persons: [],
  tags: [],
  custom: {},
  given: [],
  ...more,
})
const candidate = (id: string, facts: Partial<DuplicateFacts> = {}): Candidate => ({
  id,
  facts: {
    kind: 'company',
    sound: 'romashka',
    taxNumber: null,
    region: null,
    industry: null,
    addresses: ['phone:+74957000001'],
    persons: [],
    ...facts,
  },
})
const sounds = { name: 'romashka', persons: [] }

describe('a row is', () => {
  test('new, where nothing is alike', () => {
    const other = candidate('other', { sound: 'lyutik', addresses: [] })
    expect(judgeRow(card(), sounds, [other])).toEqual({ verdict: 'new' })
  })
  test('of a known card by its name and phone', () => {
    expect(judgeRow(card(), sounds, [candidate('one')])).toEqual({ verdict: 'known', cardId: 'one' })
  })
  test('for a person to look at, where two cards fit equally well', () => {
    const judged = judgeRow(card(), sounds, [candidate('one'), candidate('two')])
    expect(judged).toMatchObject({ verdict: 'suspect', suspects: [{ id: 'one' }, { id: 'two' }] })
  })
  test('for a person to look at, where the tax numbers differ', () => {
    const known = candidate('one', {
      taxNumber: '7707083893',
      addresses: ['phone:+74957000001', 'email:a@b.ru'],
    })
    const mine = card({
      taxNumber: '7736207543',
      addresses: [
        { kind: 'phone', value: '+74957000001' },
        { kind: 'email', value: 'a@b.ru' },
      ],
    })
    expect(judgeRow(mine, sounds, [known])).toMatchObject({ verdict: 'suspect' })
  })
  test('for a person to look at, where a card has the very name and nothing speaks against it', () => {
    const namesake = candidate('one', { addresses: ['phone:+74957000009'] })
    expect(judgeRow(card(), sounds, [namesake])).toMatchObject({
      verdict: 'suspect',
      suspects: [{ id: 'one', reasons: [{ reason: 'same-name' }] }],
    })
    const other = candidate('one', { addresses: [], taxNumber: '7707083893' })
    expect(judgeRow(card({ taxNumber: '7736207543' }), sounds, [other])).toEqual({ verdict: 'new' })
  })
  test('of the card that it names, or of none', () => {
    expect(judgeRow(card({ id: 'one' }), sounds, [candidate('one', { sound: 'other' })])).toEqual({
      verdict: 'known',
      cardId: 'one',
    })
    expect(judgeRow(card({ id: 'gone' }), sounds, [candidate('one')])).toEqual({
      verdict: 'faulty',
      code: 'unknown_card',
    })
  })
})

test('two rows are one client by the tax number, or by the name with a phone or a mail', () => {
  const mine = card({ taxNumber: '7707083893', addresses: [{ kind: 'site', value: 'https://a.ru' }] })
  expect(keysOf(mine, sounds)).toEqual(['tax 7707083893'])
  expect(keysOf(card(), sounds)).toEqual(['phone +74957000001 romashka'])
})

test.each([
  ['new', null, 'skip', 'skip', { deed: 'create' }],
  ['known', null, 'skip', 'create', { deed: 'skip' }],
  ['known', null, 'fill', 'skip', { deed: 'fill', cardId: 'mine' }],
  ['suspect', null, 'fill', 'skip', { deed: 'skip' }],
  ['suspect', null, 'skip', 'create', { deed: 'create' }],
  ['suspect', 'fill', 'skip', 'create', { deed: 'fill', cardId: 'theirs' }],
  ['suspect', 'skip', 'skip', 'create', { deed: 'skip' }],
  ['suspect', 'create', 'skip', 'skip', { deed: 'create' }],
  ['repeat', null, 'fill', 'create', { deed: 'skip' }],
  ['faulty', null, 'fill', 'create', { deed: 'skip' }],
] as const)('%s, chosen %s, known: %s, suspect: %s → %j', (verdict, choice, onKnown, onSuspect, deed) => {
  const row = { verdict, choice, cardId: 'mine', suspects: [{ clientId: 'theirs' }] }
  expect(deedOf(row, { onKnown, onSuspect })).toEqual(deed)
})
