import fc from 'fast-check'
import { describe, expect, expectTypeOf, it, test } from 'vitest'
import { claimStates } from '../claims/claim.state.ts'
import { interactionStates } from '../interactions/interaction.state.ts'
import { consultStates } from '../routing/consult.state.ts'
import { offerStates } from '../routing/offer.state.ts'
import { dealStates } from '../sales/deal.state.ts'
import { taskStates } from '../tasks/task.state.ts'
import { callStates, legStates, recordingStates } from '../telephony/call.state.ts'
import { defineStates, type StateTable } from './state-table.ts'

type AnyTable = StateTable<string, string>

/**
 * Each table as a drawing, written out once more by hand: `state -move-> state`. Whoever changes a table changes the
 * drawing with it, and sees what they allow.
 */
const drawings: [string, AnyTable, string, string[]][] = [
  [
    'call',
    callStates as AnyTable,
    'arriving',
    [
      'arriving -dial-> dialling',
      'dialling -ring-> ringing',
      'arriving -answer-> live',
      'dialling -answer-> live',
      'ringing -answer-> live',
      'arriving -end-> ended',
      'dialling -end-> ended',
      'ringing -end-> ended',
      'live -end-> ended',
    ],
  ],
  [
    'leg',
    legStates as AnyTable,
    'invited',
    [
      'invited -connect-> connected',
      'connected -lose-> lost',
      'lost -rejoin-> connected',
      'invited -end-> ended',
      'connected -end-> ended',
      'lost -end-> ended',
    ],
  ],
  [
    'recording',
    recordingStates as AnyTable,
    'recording',
    [
      'recording -pause-> paused',
      'paused -resume-> recording',
      'recording -finish-> done',
      'paused -finish-> done',
      'recording -cut-off-> cut-off',
      'paused -cut-off-> cut-off',
      'recording -fail-> failed',
      'paused -fail-> failed',
      'recording -lose-> lost',
      'paused -lose-> lost',
      'cut-off -lose-> lost',
      // Whose voice it holds has been erased: the file is gone, that there was one stays.
      'done -erase-> erased',
      'cut-off -erase-> erased',
      'failed -erase-> erased',
      'lost -erase-> erased',
    ],
  ],
  [
    'interaction',
    interactionStates as AnyTable,
    'arrived',
    [
      'arrived -queue-> waiting',
      'arrived -call-> calling',
      'waiting -answer-> talking',
      'calling -answer-> talking',
      'talking -requeue-> waiting',
      'talking -wrap-up-> wrap-up',
      'calling -wrap-up-> wrap-up',
      'arrived -close-> closed',
      'waiting -close-> closed',
      'wrap-up -close-> closed',
    ],
  ],
  [
    'offer',
    offerStates as AnyTable,
    'pending',
    [
      'pending -accept-> accepted',
      'pending -decline-> declined',
      'pending -expire-> expired',
      'pending -withdraw-> withdrawn',
    ],
  ],
  [
    'consult',
    consultStates as AnyTable,
    'ringing',
    [
      'ringing -answer-> talking',
      'talking -complete-> completed',
      'ringing -cancel-> cancelled',
      'talking -cancel-> cancelled',
      'ringing -fail-> failed',
      'talking -fail-> failed',
    ],
  ],
]

const arrowsOf = (table: AnyTable): string[] =>
  table.states.flatMap((state) =>
    table.movesFrom(state).map((move) => `${state} -${move}-> ${table.next(state, move)}`),
  )

/** Every state that can be come to from there, itself included. */
const reachable = (table: AnyTable, from: string): Set<string> => {
  const seen = new Set([from])
  for (const state of seen) for (const move of table.movesFrom(state)) seen.add(table.next(state, move)!)
  return seen
}

describe.each(drawings)('the table of a %s', (_, table, initial, arrows) => {
  it('is its drawing', () => {
    expect(table.initial).toBe(initial)
    expect(arrowsOf(table).sort()).toEqual([...arrows].sort())
  })

  it('moves only along its arrows, whatever is tried in whatever order', () => {
    const anyMove = fc.constantFrom(...Object.keys(table.moves))
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 40 }), (tried) => {
        let state = table.initial
        for (const move of tried) {
          const next = table.next(state, move)
          const listed = arrows.find((arrow) => arrow.startsWith(`${state} -${move}-> `))
          expect(next === null ? undefined : `${state} -${move}-> ${next}`).toBe(listed)
          expect(table.allowed(state, move)).toBe(next !== null)
          state = next ?? state
        }
        expect(table.states).toContain(state)
      }),
    )
  })

  it('comes to an end from everywhere, and never leaves an end', () => {
    const ends = table.states.filter((state) => table.terminal(state))
    expect(ends.length).toBeGreaterThan(0)
    for (const state of table.states)
      expect([...reachable(table, state)].some((one) => ends.includes(one))).toBe(true)
    for (const end of ends) expect(table.movesFrom(end)).toEqual([])
  })
})

test.each([
  ...drawings.map(([name, table]) => [name, table] as const),
  ['claim', claimStates as AnyTable] as const,
  ['deal', dealStates as AnyTable] as const,
  ['task', taskStates as AnyTable] as const,
])('every state of a %s can be come to, and every move be made', (_, table) => {
  const reached = reachable(table, table.initial)
  expect([...reached].sort()).toEqual([...table.states].sort())
  for (const { from } of Object.values(table.moves)) expect(from.length).toBeGreaterThan(0)
  expect(new Set(table.states).size).toBe(table.states.length)
})

test('a wrong initial state or a wrong word is no program', () => {
  const doors = defineStates({
    initial: 'shut',
    moves: { open: { from: ['shut'], to: 'open' }, shut: { from: ['open'], to: 'shut' } },
  })
  expectTypeOf(doors.next('shut', 'open')).toEqualTypeOf<'shut' | 'open' | null>()
  // @ts-expect-error no such state
  doors.allowed('ajar', 'open')
  defineStates({
    // @ts-expect-error it is nowhere in the moves
    initial: 'ajar',
    moves: { open: { from: ['shut'], to: 'open' } },
  })
  expect(doors.next('open', 'open')).toBeNull()
  expect(doors.terminal('open')).toBe(false)
})
