import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { russianPlural } from './i18n.ts'

describe('Russian plural', () => {
  it.each([
    [0, 2],
    [1, 0],
    [2, 1],
    [4, 1],
    [5, 2],
    [11, 2],
    [12, 2],
    [14, 2],
    [21, 0],
    [22, 1],
    [25, 2],
    [101, 0],
    [111, 2],
    [1.5, 1],
  ])('%d takes form %d', (count, form) => expect(russianPlural(count, 3)).toBe(form))

  it('agrees with the CLDR rules of the platform', () => {
    const rules = new Intl.PluralRules('ru')
    const names = ['one', 'few', 'many']
    fc.assert(fc.property(fc.nat(1_000_000), (n) => names[russianPlural(n, 3)] === rules.select(n)))
  })

  it('has a form of its own for none when there are four', () => {
    expect(russianPlural(0, 4)).toBe(0)
    expect(russianPlural(1, 4)).toBe(1)
  })
})
