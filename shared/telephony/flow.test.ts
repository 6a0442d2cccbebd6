import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type FlowDefinition, type FlowStep, firstFlow, flowDefinition } from './flow.contract.ts'
import { advanceFlow, atStart, type FlowInput, type FlowMove, MOST_ROUNDS } from './flow.ts'

const keys = [...'0123456789*#']
const names = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff']
const anyPrompts = fc.array(fc.constantFrom('greeting', 'topic-menu', 'recorded'), {
  minLength: 1,
  maxLength: 3,
})
const anyName = fc.constantFrom(...names)
const anyStep: fc.Arbitrary<FlowStep> = fc.oneof(
  fc.record({ kind: fc.constant('say'), prompts: anyPrompts, next: anyName }),
  fc.record({
    kind: fc.constant('menu'),
    prompts: anyPrompts,
    choices: fc.dictionary(
      fc.constantFrom(...keys),
      fc.record({
        set: fc.record(
          { language: fc.constantFrom('ru', 'en'), topic: fc.constantFrom('sales', 'claims') },
          { requiredKeys: [] },
        ),
        next: anyName,
      }),
      { noNullPrototype: true },
    ),
    waitMs: fc.integer({ min: 1_000, max: 60_000 }),
    tries: fc.integer({ min: 1, max: 5 }),
    wrong: fc.constantFrom<string[]>([], ['wrong-digit']),
    otherwise: anyName,
  }),
  fc.record(
    { kind: fc.constant('queue'), topic: fc.constantFrom('sales', 'delivery') },
    { requiredKeys: ['kind'] },
  ),
  fc.record({ kind: fc.constant('end'), prompts: fc.constantFrom<string[]>([], ['call-ended']) }),
)
/** What the validation lets through, cycles by choices among them. */
const anyFlow: fc.Arbitrary<FlowDefinition> = fc
  .tuple(...names.map(() => anyStep))
  .map((steps) => ({ start: 'aa', steps: Object.fromEntries(names.map((name, at) => [name, steps[at]!])) }))
  .filter((flow) => flowDefinition.safeParse(flow).success)

type Deed = 'said' | 'silence' | 'key'
/** What a caller, or a machine in their place, does next; of the keys any, mapped ones as often as wrong ones. */
const anyDeeds = fc.infiniteStream(
  fc.tuple(fc.constantFrom<Deed>('said', 'silence', 'key', 'key'), fc.nat(1_000)),
)

const targetOf = (flow: FlowDefinition, name: string) => {
  const step = flow.steps[name]
  return step?.kind === 'say' ? flow.steps[step.next]?.kind : undefined
}

const isOver = ({ actions }: FlowMove) => actions.some(({ kind }) => kind === 'queue' || kind === 'end')

/** Does one thing after another until the flow hands the call on. Answers every move. */
const walk = (flow: FlowDefinition, deeds: Iterator<[Deed, number]>, most: number): FlowMove[] => {
  let move = advanceFlow(flow, atStart('ru'), { kind: 'begin' })
  const moves = [move]
  while (!isOver(move) && moves.length < most) {
    const [deed, nth] = deeds.next().value as [Deed, number]
    move = advanceFlow(flow, move.position, inputOf(flow, move, deed, nth))
    moves.push(move)
  }
  return moves
}

const inputOf = (flow: FlowDefinition, move: FlowMove, deed: Deed, nth: number): FlowInput => {
  if (deed !== 'key') return { kind: deed }
  const step = flow.steps[move.position.step ?? '']
  const known = step?.kind === 'menu' ? Object.keys(step.choices) : []
  const offered = nth % 2 === 0 && known.length > 0 ? known : keys
  return { kind: 'digit', digit: offered[nth % offered.length]! }
}

describe('a caller in any valid flow', () => {
  it('comes to a queue or an end by a bounded number of prompts, whatever they press', () => {
    fc.assert(
      fc.property(anyFlow, anyDeeds, (flow, deeds) => {
        const moves = walk(flow, deeds, 20_000)
        expect(isOver(moves.at(-1)!)).toBe(true)
        const said = moves.filter(({ actions }) => actions.some(({ kind }) => kind === 'say')).length
        // Between two menus lie at most the other five steps.
        expect(said).toBeLessThanOrEqual((MOST_ROUNDS + 1) * names.length)
      }),
      { numRuns: 300 },
    )
  })

  it('who presses nothing is led on by silence alone', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const quiet = (function* (): Generator<[Deed, number]> {
          for (;;) {
            yield ['said', 0]
            yield ['silence', 0]
          }
        })()
        expect(isOver(walk(flow, quiet, 1_000).at(-1)!)).toBe(true)
      }),
    )
  })

  it('is always somewhere that exists, in a language and a topic that were chosen', () => {
    fc.assert(
      fc.property(anyFlow, anyDeeds, (flow, deeds) => {
        const moves = walk(flow, deeds, 500)
        for (const { position, actions } of moves) {
          if (position.step !== null) expect(flow.steps).toHaveProperty(position.step)
          expect(actions.length).toBeLessThanOrEqual(1)
          for (const action of actions) {
            if (action.kind === 'queue') expect(['sales', 'claims', 'delivery']).toContain(action.topic)
            if ('language' in action) expect(action.language).toBe(position.language)
          }
        }
      }),
    )
  })

  it('is not moved by input that does not fit', () => {
    fc.assert(
      fc.property(anyFlow, anyDeeds, fc.nat(30), (flow, deeds, length) => {
        const { position } = walk(flow, deeds, length + 1).at(-1)!
        const stays = (input: FlowInput) =>
          expect(advanceFlow(flow, position, input)).toEqual({ position, actions: [] })
        const kind = position.step === null ? null : flow.steps[position.step]!.kind
        if (kind === null) for (const one of ['said', 'silence'] as const) stays({ kind: one })
        if (kind !== null) stays({ kind: 'begin' })
        if (kind === 'say' || kind === 'end') stays({ kind: 'silence' })
        const next = kind === 'say' ? targetOf(flow, position.step!) : undefined
        if (kind === 'end' || (next && next !== 'menu')) stays({ kind: 'digit', digit: '1' })
        if (kind === 'menu' && position.phase === 'saying') stays({ kind: 'silence' })
      }),
    )
  })
})

describe('the flow a hub begins with', () => {
  const press = (...inputs: (string | 'said' | 'silence')[]): FlowMove =>
    inputs.reduce(
      (move, one) =>
        advanceFlow(
          firstFlow,
          move.position,
          one === 'said' || one === 'silence' ? { kind: one } : { kind: 'digit', digit: one },
        ),
      advanceFlow(firstFlow, atStart('ru'), { kind: 'begin' }),
    )

  it('is valid', () => expect(flowDefinition.parse(firstFlow)).toEqual(firstFlow))

  it.each([
    [['said', '2', '2'], { kind: 'queue', topic: 'claims', language: 'en' }],
    [['said', '1', '3'], { kind: 'queue', topic: 'delivery', language: 'ru' }],
    [
      ['said', 'said', 'silence', 'said', 'silence', 'said', '1'],
      { kind: 'queue', topic: 'sales', language: 'ru' },
    ],
    [['said', '2', '9', '9'], { kind: 'queue', topic: 'sales', language: 'en' }],
  ])('%j leads to %o', (inputs, action) => expect(press(...inputs).actions).toEqual([action]))

  it('takes a key pressed during the greeting for the menu that follows', () => {
    expect(press('2', '1').actions).toEqual([{ kind: 'queue', topic: 'sales', language: 'en' }])
  })

  it('says a menu again after a wrong key, with the fault named first', () => {
    expect(press('said', '7').actions).toEqual([
      { kind: 'say', prompts: ['wrong-digit', 'ru/language-menu', 'en/language-menu'], language: 'ru' },
    ])
  })
})

test('a flow that leads nowhere or round in silence is refused', () => {
  const menu = { ...firstFlow.steps.language, otherwise: 'language' } as FlowStep
  const faulty: FlowDefinition[] = [
    { ...firstFlow, start: 'nowhere' },
    { start: 'constructor', steps: {} },
    { ...firstFlow, steps: { ...firstFlow.steps, language: menu } },
    {
      start: 'one',
      steps: {
        one: { kind: 'say', prompts: ['greeting'], next: 'two' },
        two: { kind: 'say', prompts: ['greeting'], next: 'one' },
      },
    },
    { start: 'one', steps: { one: { kind: 'say', prompts: ['greeting'], next: 'constructor' } } },
  ]
  for (const flow of faulty) expect(flowDefinition.safeParse(flow).success).toBe(false)
})

test('"hear it again" does not go on for ever', () => {
  const flow: FlowDefinition = {
    start: 'menu',
    steps: {
      menu: {
        kind: 'menu',
        prompts: ['topic-menu'],
        choices: { '9': { set: {}, next: 'menu' } },
        waitMs: 5_000,
        tries: 2,
        wrong: [],
        otherwise: 'queue',
      },
      queue: { kind: 'queue' },
    },
  }
  let move = advanceFlow(flow, atStart('ru'), { kind: 'begin' })
  for (let pressed = 1; pressed < MOST_ROUNDS; pressed += 1) {
    move = advanceFlow(flow, move.position, { kind: 'digit', digit: '9' })
    expect(move.actions[0]?.kind).toBe('say')
  }
  move = advanceFlow(flow, move.position, { kind: 'digit', digit: '9' })
  expect(move.actions).toEqual([{ kind: 'queue', topic: 'sales', language: 'ru' }])
})
