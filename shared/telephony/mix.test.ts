import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Hearing, type LegPart, mixOf, type PlacedLeg } from './mix.ts'

const parts: LegPart[] = ['alone', 'menu', 'music', 'talk', 'hold', 'consult', 'calling']
const anyLegs: fc.Arbitrary<PlacedLeg[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('client', 'agent', 'second', 'third', 'fourth', 'fifth'),
    part: fc.constantFrom(...parts),
    muted: fc.boolean(),
    deaf: fc.boolean(),
    state: fc.constantFrom('invited', 'connected', 'lost', 'ended'),
  }),
  { selector: ({ id }) => id, maxLength: 6 },
)
const leg = (
  id: string,
  part: LegPart,
  state: PlacedLeg['state'] = 'connected',
  { muted = false, deaf = false } = {},
): PlacedLeg => ({
  id,
  part,
  state,
  muted,
  deaf,
})
const hears = (...ids: string[]): Hearing => ({ hears: ids, background: 'silence', muted: false })
const music: Hearing = { hears: [], background: 'music', muted: false }

const circleOf = (one: PlacedLeg, legs: PlacedLeg[]): PlacedLeg[] =>
  legs.filter(
    ({ id, part, state }) =>
      state !== 'ended' && id !== one.id && part === one.part && (part === 'talk' || part === 'consult'),
  )

describe('who hears whom, in any call', () => {
  const holds = (rule: (legs: PlacedLeg[], mix: Record<string, Hearing>) => void) =>
    fc.assert(fc.property(anyLegs, (legs) => rule(legs, mixOf(legs))))

  it('is told for each leg that has not ended, and names no other', () => {
    holds((legs, mix) => {
      const present = legs.filter(({ state }) => state !== 'ended').map(({ id }) => id)
      expect(Object.keys(mix).sort()).toEqual(present.sort())
      for (const { hears } of Object.values(mix)) for (const id of hears) expect(present).toContain(id)
    })
  })

  it('is mutual, and nobody hears themselves', () => {
    holds((_, mix) => {
      for (const [id, { hears }] of Object.entries(mix)) {
        expect(hears).not.toContain(id)
        expect(new Set(hears).size).toBe(hears.length)
        for (const other of hears) expect(mix[other]!.hears).toContain(id)
      }
    })
  })

  it('is everyone of the same circle who can hear, and nobody outside one', () => {
    holds((legs, mix) => {
      for (const one of legs.filter(({ id }) => mix[id])) {
        const circle = circleOf(one, legs).filter(({ deaf }) => !deaf && !one.deaf)
        expect([...mix[one.id]!.hears].sort()).toEqual(circle.map(({ id }) => id).sort())
      }
    })
  })

  it('leaves music to those who wait, also for partners who cannot hear yet, a tone to those whose partners are all lost', () => {
    holds((legs, mix) => {
      for (const one of legs.filter(({ id }) => mix[id])) {
        const { hears, background, muted } = mix[one.id]!
        const lost = hears.map((id) => legs.find((other) => other.id === id)!.state === 'lost')
        const circle = circleOf(one, legs)
        const waitsForEars = !one.deaf && circle.length > 0 && circle.every(({ deaf }) => deaf)
        const waits = one.part === 'music' || one.part === 'hold' || waitsForEars
        const deserted = lost.length > 0 && !lost.includes(false)
        const rings = one.part === 'calling'
        expect(background).toBe(rings ? 'ringback' : waits ? 'music' : deserted ? 'tone' : 'silence')
        expect(muted).toBe(one.muted)
      }
    })
  })

  it('does not hang on the order in which the legs are given', () => {
    const sorted = (mix: Record<string, Hearing>) =>
      Object.fromEntries(
        Object.entries(mix).map(([id, one]) => [id, { ...one, hears: [...one.hears].sort() }]),
      )
    holds((legs, mix) => {
      expect(sorted(mixOf([...legs].reverse()))).toEqual(sorted(mix))
    })
  })
})

describe('a call as it goes', () => {
  it('connects client and agent', () => {
    expect(mixOf([leg('client', 'talk'), leg('agent', 'talk')])).toEqual({
      client: hears('agent'),
      agent: hears('client'),
    })
  })

  it('gives the client music while agent and colleague consult, who do not hear the client', () => {
    expect(mixOf([leg('client', 'hold'), leg('agent', 'consult'), leg('second', 'consult')])).toEqual({
      client: music,
      agent: hears('second'),
      second: hears('agent'),
    })
  })

  it('joins three when the client is brought in', () => {
    expect(mixOf([leg('client', 'talk'), leg('agent', 'talk'), leg('second', 'talk')])).toEqual({
      client: hears('agent', 'second'),
      agent: hears('client', 'second'),
      second: hears('client', 'agent'),
    })
  })

  it('tells by a tone that the partner’s line is gone, and keeps their place', () => {
    expect(mixOf([leg('client', 'talk'), leg('agent', 'talk', 'lost')]).client).toEqual({
      hears: ['agent'],
      background: 'tone',
      muted: false,
    })
  })

  it('gives the client music while the agent’s browser holds the sound back', () => {
    const agent = leg('agent', 'talk', 'connected', { deaf: true })
    expect(mixOf([leg('client', 'talk'), agent])).toEqual({ client: music, agent: hears() })
    // A colleague who hears goes on talking with the client.
    expect(mixOf([leg('client', 'talk'), agent, leg('second', 'talk')])).toEqual({
      client: hears('second'),
      agent: hears(),
      second: hears('client'),
    })
  })

  it('lets the agent hear it ring, and the client nobody, until the client has answered', () => {
    expect(mixOf([leg('agent', 'calling'), leg('client', 'alone', 'invited')])).toEqual({
      agent: { hears: [], background: 'ringback', muted: false },
      client: hears(),
    })
  })

  it('leaves the caller in the menu alone', () => {
    expect(mixOf([leg('client', 'menu'), leg('agent', 'talk', 'ended')])).toEqual({ client: hears() })
  })
})
