/**
 * A flow as its form shows it: a greeting, a menu of languages, a menu of topics. The flow itself is a graph of steps
 * (flow.contract.ts); this is the part of all graphs that a person edits without drawing.
 */
import { z } from 'zod'
import type { FlowDefinition, FlowStep } from './flow.contract.ts'
import { isPrompt } from './prompts.ts'

const prompts = z.array(z.string().max(60).refine(isPrompt, 'unknown_prompt')).max(20)
const said = prompts.refine((list) => list.length > 0, 'no_prompt')
const digit = z.string().refine((text) => /^[0-9*#]$/.test(text), 'invalid_digit')
const language = z.enum(['ru', 'en'])

const shape = z.strictObject({
  greeting: said,
  /** Said before anyone has chosen: each language names its own prompts, `ru/language-menu`. */
  languagePrompts: prompts,
  /** None: everyone is spoken to in the language of their page. */
  languages: z.array(z.strictObject({ digit, language })).max(2),
  topicPrompts: said,
  topics: z
    .array(z.strictObject({ digit, topic: z.string().trim().min(1).max(40) }))
    .max(12)
    .refine((list) => list.length > 0, 'no_topic'),
  /** The topic of who presses nothing. */
  otherwise: z.string().max(40),
  /** Said before a menu is repeated to who pressed what is not in it. */
  wrong: prompts,
  /** Silence after the prompts, ms. */
  waitMs: z.number().int().min(1_000).max(60_000),
  /** How often a menu is said in all. */
  tries: z.number().int().min(1).max(5),
})
export type FlowPlan = z.infer<typeof shape>

export const flowPlan = shape.superRefine((plan, context) => {
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message })
  const repeats = (part: 'languages' | 'topics', field: string, values: string[]) => {
    for (const [at, value] of values.entries())
      if (values.indexOf(value) < at) fault([part, at, field], `repeated_${field}`)
  }
  repeats('languages', 'digit', digitsOf(plan.languages))
  repeats('topics', 'digit', digitsOf(plan.topics))
  repeats(
    'languages',
    'language',
    plan.languages.map((choice) => choice.language),
  )
  repeats(
    'topics',
    'topic',
    plan.topics.map((choice) => choice.topic),
  )
  for (const [at, choice] of plan.languages.entries()) {
    if (!plan.languagePrompts.some((ref) => ref.startsWith(`${choice.language}/`)))
      fault(['languages', at, 'language'], 'language_unspoken')
  }
  if (!plan.topics.some(({ topic }) => topic === plan.otherwise)) fault(['otherwise'], 'no_default')
})

const digitsOf = (choices: readonly { digit: string }[]): string[] => choices.map((choice) => choice.digit)

/** The steps of a plan. */
export const definitionOf = (plan: FlowPlan): FlowDefinition => {
  const menu = { waitMs: plan.waitMs, tries: plan.tries, wrong: plan.wrong }
  const steps: FlowDefinition['steps'] = {
    greeting: {
      kind: 'say',
      prompts: plan.greeting,
      next: plan.languages.length > 0 ? 'language' : 'topic',
    },
    topic: {
      kind: 'menu',
      ...menu,
      prompts: plan.topicPrompts,
      choices: Object.fromEntries(
        plan.topics.map((choice) => [choice.digit, { set: { topic: choice.topic }, next: 'queue' }]),
      ),
      otherwise: 'otherwise',
    },
    otherwise: { kind: 'queue', topic: plan.otherwise },
    queue: { kind: 'queue' },
  }
  if (plan.languages.length > 0) {
    steps.language = {
      kind: 'menu',
      ...menu,
      prompts: plan.languagePrompts,
      choices: Object.fromEntries(
        plan.languages.map((choice) => [choice.digit, { set: { language: choice.language }, next: 'topic' }]),
      ),
      otherwise: 'topic',
    }
  }
  return { start: 'greeting', steps }
}

type Menu = Extract<FlowStep, { kind: 'menu' }>

/** Null for a graph that does more than a plan can say: the form must not lose what it does not show. */
export const planOf = (flow: FlowDefinition): FlowPlan | null => {
  const greeting = flow.steps[flow.start]
  if (greeting?.kind !== 'say') return null
  const first = flow.steps[greeting.next]
  if (first?.kind !== 'menu') return null
  const languages = languagesOf(first)
  const topic = languages ? flow.steps[first.otherwise] : first
  if (topic?.kind !== 'menu') return null
  const topics = topicsOf(flow, topic)
  const otherwise = flow.steps[topic.otherwise]
  if (!topics || otherwise?.kind !== 'queue' || !otherwise.topic) return null
  if (languages && timing(first) !== timing(topic)) return null
  return {
    greeting: greeting.prompts,
    languagePrompts: languages ? first.prompts : [],
    languages: languages ?? [],
    topicPrompts: topic.prompts,
    topics,
    otherwise: otherwise.topic,
    wrong: topic.wrong,
    waitMs: topic.waitMs,
    tries: topic.tries,
  }
}

const timing = ({ waitMs, tries, wrong }: Menu): string => JSON.stringify([waitMs, tries, wrong])

const languagesOf = (menu: Menu): FlowPlan['languages'] | null => {
  const choices: FlowPlan['languages'] = []
  for (const [pressed, { set, next }] of Object.entries(menu.choices)) {
    if (set.language === undefined || set.topic !== undefined || next !== menu.otherwise) return null
    choices.push({ digit: pressed, language: set.language })
  }
  return choices.length > 0 ? choices : null
}

const topicsOf = (flow: FlowDefinition, menu: Menu): FlowPlan['topics'] | null => {
  const choices: FlowPlan['topics'] = []
  for (const [pressed, { set, next }] of Object.entries(menu.choices)) {
    const target = flow.steps[next]
    if (set.topic === undefined || set.language !== undefined) return null
    if (target?.kind !== 'queue' || target.topic !== undefined) return null
    choices.push({ digit: pressed, topic: set.topic })
  }
  return choices
}
