/** A flow is data: what the caller hears, may press, and where each answer leads. Validated before it is stored. */
import { z } from 'zod'
import { isPrompt } from './prompts.ts'

const stepName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
/** Of the catalogue, and said in the language of the caller unless it names its own: `ru/language-menu`. */
const prompts = z.array(z.string().max(60).refine(isPrompt, 'unknown_prompt')).max(20)
const digit = z.string().regex(/^[0-9*#]$/)

const say = z.strictObject({ kind: z.literal('say'), prompts: prompts.min(1), next: stepName })
const menu = z.strictObject({
  kind: z.literal('menu'),
  prompts: prompts.min(1),
  choices: z.record(
    digit,
    z.strictObject({
      /** What this choice settles: the language spoken from here on, or the topic. */
      set: z
        .strictObject({ language: z.enum(['ru', 'en']).optional(), topic: z.string().max(40).optional() })
        .default({}),
      next: stepName,
    }),
  ),
  /** Silence after the prompts, ms. */
  waitMs: z.number().int().min(1_000).max(60_000).default(6_000),
  /** How often the menu is said again before `otherwise`. */
  tries: z.number().int().min(1).max(5).default(2),
  wrong: prompts.default([]),
  otherwise: stepName,
})
/** Into the queue that serves the language and topic settled so far. */
const queue = z.strictObject({ kind: z.literal('queue'), topic: z.string().max(40).optional() })
const end = z.strictObject({ kind: z.literal('end'), prompts: prompts.default([]) })

export const flowStep = z.discriminatedUnion('kind', [say, menu, queue, end])
export type FlowStep = z.infer<typeof flowStep>

const shape = z.strictObject({
  start: stepName,
  steps: z.record(stepName, flowStep),
})
export type FlowDefinition = z.infer<typeof shape>

/** Every step leads somewhere that exists, and from each a caller who presses nothing reaches a queue or an end. */
export const flowDefinition = shape.superRefine((flow, context) => {
  const fault = (step: string, message: string) =>
    context.addIssue({ code: 'custom', path: ['steps', step], message })
  if (!Object.hasOwn(flow.steps, flow.start))
    context.addIssue({ code: 'custom', path: ['start'], message: 'unknown_step' })
  for (const [name, step] of Object.entries(flow.steps)) {
    for (const target of targetsOf(step)) if (!Object.hasOwn(flow.steps, target)) fault(name, 'unknown_step')
    if (!canEnd(flow, name)) fault(name, 'never_ends')
  }
})

const targetsOf = (step: FlowStep): string[] => {
  if (step.kind === 'say') return [step.next]
  if (step.kind === 'menu')
    return [step.otherwise, ...Object.values(step.choices).map((choice) => choice.next)]
  return []
}

/** Following silence alone (`otherwise`, `next`) must end: a caller who presses nothing is not led in a circle. */
const canEnd = (flow: FlowDefinition, from: string): boolean => {
  const seen = new Set<string>()
  let name = from
  while (!seen.has(name)) {
    seen.add(name)
    const step = flow.steps[name]
    if (!step || step.kind === 'queue' || step.kind === 'end') return true
    name = step.kind === 'say' ? step.next : step.otherwise
  }
  return false
}

/** The flow a new hub begins with. */
export const firstFlow: FlowDefinition = {
  start: 'greeting',
  steps: {
    greeting: { kind: 'say', prompts: ['greeting', 'recorded'], next: 'language' },
    language: {
      kind: 'menu',
      prompts: ['ru/language-menu', 'en/language-menu'],
      choices: {
        '1': { set: { language: 'ru' }, next: 'topic' },
        '2': { set: { language: 'en' }, next: 'topic' },
      },
      waitMs: 5_000,
      tries: 2,
      wrong: ['wrong-digit'],
      otherwise: 'topic',
    },
    topic: {
      kind: 'menu',
      prompts: ['topic-menu'],
      choices: {
        '1': { set: { topic: 'sales' }, next: 'queue' },
        '2': { set: { topic: 'claims' }, next: 'queue' },
        '3': { set: { topic: 'delivery' }, next: 'queue' },
      },
      waitMs: 5_000,
      tries: 2,
      wrong: ['wrong-digit'],
      otherwise: 'sales',
    },
    sales: { kind: 'queue', topic: 'sales' },
    queue: { kind: 'queue' },
  },
}
