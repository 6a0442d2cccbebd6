import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldsOf } from '#server/platform/bad-input.ts'
import { firstFlow, flowDefinition } from './flow.contract.ts'
import { advanceFlow, atStart, type FlowInput } from './flow.ts'
import { definitionOf, type FlowPlan, flowPlan, planOf } from './flow-plan.ts'

const usual = planOf(firstFlow) as FlowPlan
const keys = [...'0123456789*#']
const prompts = (minLength: number) =>
  fc.array(fc.constantFrom('greeting', 'recorded', 'ru/topic-menu', 'en/topic-menu'), {
    minLength,
    maxLength: 3,
  })
const choices = <T>(minLength: number, values: readonly T[]) =>
  fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...keys), { minLength: values.length, maxLength: values.length }),
      fc.shuffledSubarray([...values], { minLength }),
    )
    .map(([digits, chosen]) => chosen.map((value, at) => [digits[at] as string, value] as const))
const anyPlan: fc.Arbitrary<FlowPlan> = fc
  .record({
    greeting: prompts(1),
    languages: choices(0, ['ru', 'en'] as const),
    topicPrompts: prompts(1),
    topics: choices(1, ['sales', 'claims', 'delivery', 'billing']),
    wrong: prompts(0),
    waitMs: fc.integer({ min: 1_000, max: 60_000 }),
    tries: fc.integer({ min: 1, max: 5 }),
    first: fc.nat(),
  })
  .map(({ first, languages, topics, ...plan }) => ({
    ...plan,
    languagePrompts: languages.map(([, language]) => `${language}/language-menu`),
    languages: languages.map(([digit, language]) => ({ digit, language })),
    topics: topics.map(([digit, topic]) => ({ digit, topic })),
    otherwise: topics[first % topics.length]![1],
  }))
const byDigit = (a: { digit: string }, b: { digit: string }) => (a.digit < b.digit ? -1 : 1)
const sorted = (plan: FlowPlan): FlowPlan => ({
  ...plan,
  languages: plan.languages.toSorted(byDigit),
  topics: plan.topics.toSorted(byDigit),
})

describe('a plan and its steps', () => {
  test('say the same: what the form shows is what was published', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(flowPlan.safeParse(plan).error).toBeUndefined()
        const flow = definitionOf(plan)
        expect(flowDefinition.safeParse(flow).error).toBeUndefined()
        expect(sorted(planOf(flow) as FlowPlan)).toEqual(sorted(plan))
      }),
    )
  })

  test('lead each pair of keys to its language and topic', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const flow = definitionOf(plan)
        for (const language of plan.languages.length > 0 ? plan.languages : [null]) {
          for (const { digit, topic } of plan.topics) {
            const pressed = [...(language ? [language.digit] : []), digit]
            const inputs: FlowInput[] = pressed.map((one) => ({ kind: 'digit', digit: one }))
            let move = advanceFlow(flow, atStart('ru'), { kind: 'begin' })
            for (const input of inputs) move = advanceFlow(flow, move.position, input)
            expect(move.actions).toEqual([{ kind: 'queue', topic, language: language?.language ?? 'ru' }])
          }
        }
      }),
    )
  })

  test('the flow of a new hub is one', () => {
    expect(flowPlan.safeParse(usual).success).toBe(true)
    expect(usual.topics.map(({ topic }) => topic)).toEqual(['sales', 'claims', 'delivery'])
    expect(usual.otherwise).toBe('sales')
  })

  test('a graph that a plan cannot say has none', () => {
    const again = structuredClone(firstFlow)
    const topic = again.steps.topic
    if (topic?.kind === 'menu') topic.choices['9'] = { set: {}, next: 'topic' }
    expect(planOf(again)).toBeNull()
    expect(planOf({ start: 'queue', steps: { queue: { kind: 'queue', topic: 'sales' } } })).toBeNull()
  })
})

describe('a plan is refused at the field', () => {
  const faults = (change: Partial<FlowPlan>) => {
    const { error } = flowPlan.safeParse({ ...usual, ...change })
    return error ? fieldsOf(error) : {}
  }
  test.each<[string, Partial<FlowPlan>, Record<string, string>]>([
    ['a prompt there is not', { greeting: ['greeting', 'hello'] }, { 'greeting.1': 'unknown_prompt' }],
    ['nothing said', { topicPrompts: [] }, { topicPrompts: 'no_prompt' }],
    ['no topic', { topics: [] }, { topics: 'no_topic', otherwise: 'no_default' }],
    ['no way for silence', { otherwise: '' }, { otherwise: 'no_default' }],
    ['a way that is not in the menu', { otherwise: 'billing' }, { otherwise: 'no_default' }],
    ['no key', { topics: [{ digit: '12', topic: 'sales' }] }, { 'topics.0.digit': 'invalid_digit' }],
    [
      'a key twice',
      { topics: [...usual.topics, { digit: '1', topic: 'other' }] },
      { 'topics.3.digit': 'repeated_digit' },
    ],
    [
      'a topic twice',
      { topics: [...usual.topics, { digit: '9', topic: 'sales' }] },
      { 'topics.3.topic': 'repeated_topic' },
    ],
    [
      'a language nobody says',
      { languagePrompts: ['ru/language-menu', 'language-menu'] },
      { 'languages.1.language': 'language_unspoken' },
    ],
  ])('%s', (_, change, fields) => expect(faults(change)).toEqual(fields))
})

test('a step that says a prompt there is not is refused', () => {
  const flow = structuredClone(firstFlow)
  const { greeting } = flow.steps
  if (greeting?.kind === 'say') greeting.prompts = ['greeting', 'hello']
  const { error } = flowDefinition.safeParse(flow)
  expect(error && fieldsOf(error)).toEqual({ 'steps.greeting.prompts.1': 'unknown_prompt' })
})
