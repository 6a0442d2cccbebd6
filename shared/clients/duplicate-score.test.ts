import { expect, test } from 'vitest'
import { DUPLICATE_FROM, type DuplicateFacts, judgeDuplicate, nameLikeness } from './duplicate-score.ts'
import { soundOf } from './sound-text.ts'

const facts = (name: string, more: Partial<DuplicateFacts> = {}): DuplicateFacts => ({
  kind: 'company',
  sound: soundOf(name),
  taxNumber: null,
  region: null,
  industry: null,
  addresses: [],
  persons: [],
  ...more,
})
const phone = { addresses: ['phone:+74951234567'] }

test.each([
  ['ооо ромашка', 'ромашка', 1],
  ['ромашка плюс', 'плюс ромашка', 1],
  ['иванов петр', 'петр иванов', 1],
  ['ромашка', 'romashka', 1],
  ['ромашка', 'ромошка', 1 - 1 / 8],
  ['ромашка', 'северсталь', 0],
])('%s and %s: %f', (one, other, expected) => {
  expect(nameLikeness(soundOf(one), soundOf(other))).toBeCloseTo(expected)
})

test.each([
  ['the same tax number', facts('ромашка', { taxNumber: '1' }), facts('цветок', { taxNumber: '1' }), true],
  ['a name alike and the same phone', facts('ромашка', phone), facts('ромошка', phone), true],
  [
    'the same name and region',
    facts('ромашка', { region: 'Урал' }),
    facts('ромашка', { region: 'Урал' }),
    true,
  ],
  ['a phone alone: a switchboard', facts('ромашка', phone), facts('северсталь', phone), false],
  ['the same name far away', facts('ромашка', { region: 'Урал' }), facts('ромашка', { region: 'Юг' }), false],
  [
    'the same name, other tax numbers',
    facts('ромашка', { region: 'Урал', taxNumber: '1' }),
    facts('ромашка', { region: 'Урал', taxNumber: '2' }),
    false,
  ],
])('%s: %s', (_, one, other, expected) => {
  const { score, reasons } = judgeDuplicate(one, other)
  expect(score >= DUPLICATE_FROM).toBe(expected)
  // Whose are shown says why.
  if (expected) expect(reasons.length).toBeGreaterThan(0)
  expect(judgeDuplicate(other, one).score).toBeCloseTo(score)
})
