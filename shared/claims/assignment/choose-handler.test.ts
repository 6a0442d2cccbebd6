import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Absence, chooseHandler, type Handler } from './choose-handler.ts'

const today = '2026-03-05'
const wanted = { marketId: 'ru', categoryId: 'quality', language: 'ru' } as const
const handler = (id: string, change: Partial<Handler> = {}): Handler => ({
  id,
  markets: ['ru'],
  categories: [],
  languages: [],
  open: 0,
  most: 10,
  lastAt: null,
  ...change,
})
const away = (userId: string, substituteId: string | null = null): Absence => ({
  userId,
  fromOn: today,
  toOn: today,
  substituteId,
})
const choose = (handlers: Handler[], absences: Absence[] = []) =>
  chooseHandler({ wanted, handlers, absences, today })

describe('who gets it', () => {
  test.each([
    [
      'the least full, not the one with the fewest',
      [handler('a', { open: 4, most: 5 }), handler('b', { open: 6, most: 20 })],
      'b',
    ],
    ['of equals who has waited longest', [handler('a', { lastAt: 2 }), handler('b', { lastAt: 1 })], 'b'],
    ['who takes this category', [handler('a', { categories: ['delivery'] }), handler('b', { open: 5 })], 'b'],
    ['who speaks the language', [handler('a', { languages: ['en'] }), handler('b', { open: 5 })], 'b'],
    ['who may handle the market', [handler('a', { markets: ['cn'] }), handler('b', { open: 5 })], 'b'],
  ])('%s', (_, handlers, id) => {
    expect(choose(handlers)).toEqual({ handlerId: id, standsInFor: null })
  })

  test('says why nobody does', () => {
    expect(choose([handler('a', { markets: [] })])).toEqual({ handlerId: null, why: 'nobody_able' })
    expect(choose([handler('a')], [away('a')])).toEqual({ handlerId: null, why: 'all_away' })
    expect(choose([handler('a', { open: 10 })])).toEqual({ handlerId: null, why: 'all_full' })
  })
})

describe('absence', () => {
  const expert = handler('expert', { categories: ['quality'] })
  const other = handler('other', { categories: ['delivery'] })
  test('the substitute takes what the absent would have taken, though it is not their own field', () => {
    expect(choose([expert, other], [away('expert', 'other')])).toEqual({
      handlerId: 'other',
      standsInFor: 'expert',
    })
    expect(choose([expert, other], [away('expert')])).toEqual({ handlerId: null, why: 'all_away' })
  })
  test('a substitute who is away has a substitute too; a circle ends with nobody', () => {
    const third = handler('third', { categories: ['delivery'] })
    const chain = [away('expert', 'other'), away('other', 'third')]
    expect(choose([expert, other, third], chain)).toMatchObject({ handlerId: 'third' })
    expect(choose([expert, other], [away('expert', 'other'), away('other', 'expert')])).toMatchObject({
      why: 'all_away',
    })
  })
  test('the first and the last day count, the days around them do not', () => {
    const days = { ...away('expert'), fromOn: '2026-03-04', toOn: '2026-03-06' }
    const on = (day: string) =>
      chooseHandler({ wanted, handlers: [expert], absences: [days], today: day }).handlerId
    expect(['2026-03-03', '2026-03-04', '2026-03-06', '2026-03-07'].map(on)).toEqual([
      'expert',
      null,
      null,
      'expert',
    ])
  })
})

describe('whatever the company', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const some = <T>(of: T[]) => fc.subarray(of)
  const company = fc.record({
    handlers: fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          markets: some(['ru', 'cn']),
          categories: some(['quality', 'delivery']),
          languages: some(['ru', 'en'] as ('ru' | 'en')[]),
          open: fc.nat(6),
          most: fc.nat(5),
          lastAt: fc.option(fc.nat(3)),
        }),
      ),
    ),
    absences: fc.array(
      fc.record({
        userId: fc.constantFrom(...ids),
        fromOn: fc.constantFrom('2026-03-04', '2026-03-05', '2026-03-06'),
        toOn: fc.constantFrom('2026-03-05', '2026-03-06'),
        substituteId: fc.option(fc.constantFrom(...ids)),
      }),
      { maxLength: 5 },
    ),
  })
  const gone = ({ fromOn, toOn }: Absence) => fromOn <= today && today <= toOn
  test('who gets it is here, may handle the market and has room; whom they stand in for is away and able', () => {
    fc.assert(
      fc.property(company, ({ handlers, absences }) => {
        const choice = chooseHandler({ wanted, handlers, absences, today })
        if (choice.handlerId === null) return
        const taker = handlers.find(({ id }) => id === choice.handlerId) as Handler
        expect(absences.some((one) => one.userId === taker.id && gone(one))).toBe(false)
        expect(taker.markets).toContain('ru')
        expect(taker.open).toBeLessThan(taker.most)
        const { standsInFor } = choice
        if (standsInFor) expect(absences.some((one) => one.userId === standsInFor && gone(one))).toBe(true)
        const able = handlers.find(({ id }) => id === (standsInFor ?? taker.id)) as Handler
        expect(able.categories.length === 0 || able.categories.includes('quality')).toBe(true)
        expect(able.languages.length === 0 || able.languages.includes('ru')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
  test('nobody who is able, here and has room waits while another who is fuller is chosen', () => {
    fc.assert(
      fc.property(company, ({ handlers, absences }) => {
        const choice = chooseHandler({ wanted, handlers, absences, today })
        const ready = handlers.filter(
          (one) =>
            one.markets.includes('ru') &&
            (one.categories.length === 0 || one.categories.includes('quality')) &&
            (one.languages.length === 0 || one.languages.includes('ru')) &&
            one.open < one.most &&
            !absences.some((absence) => absence.userId === one.id && gone(absence)),
        )
        if (ready.length === 0) return
        const taker = handlers.find(({ id }) => id === choice.handlerId)
        expect(taker).toBeDefined()
        for (const one of ready) expect(taker!.open / taker!.most).toBeLessThanOrEqual(one.open / one.most)
      }),
      { numRuns: 500 },
    )
  })
  test('the order of what it is given makes no difference', () => {
    fc.assert(
      fc.property(company, ({ handlers, absences }) => {
        const given = { wanted, handlers, absences, today }
        const turned = { ...given, handlers: [...handlers].reverse(), absences: [...absences].reverse() }
        expect(chooseHandler(turned).handlerId).toBe(chooseHandler(given).handlerId)
      }),
      { numRuns: 300 },
    )
  })
})
