/**
 * Leads a caller through a flow, purely: given where they are and what happened, where they go and what is to be done.
 * The voice and the clock are elsewhere; `turn` of the call fences what comes late.
 */
import type { FlowDefinition, FlowStep } from './flow.contract.ts'

export type FlowPosition = {
  /** Null before the first step and once the flow has handed the call on. */
  step: string | null
  language: 'ru' | 'en'
  topic: string | null
  /** How often the present menu has been said. */
  tries: number
  /** How many menus have been said in all. */
  rounds: number
  /** `saying` until the prompts have been heard, then `listening`. */
  phase: 'saying' | 'listening'
}

export type FlowInput =
  | { kind: 'begin' }
  /** The prompts were heard to their end. */
  | { kind: 'said' }
  | { kind: 'digit'; digit: string }
  /** Nothing was pressed in time. */
  | { kind: 'silence' }

export type FlowAction =
  | { kind: 'say'; prompts: string[]; language: 'ru' | 'en' }
  | { kind: 'listen'; forMs: number }
  | { kind: 'queue'; topic: string; language: 'ru' | 'en' }
  | { kind: 'end' }

export type FlowMove = { position: FlowPosition; actions: FlowAction[] }

const DEFAULT_TOPIC = 'sales'
/**
 * Choices may lead back ("press 9 to hear it again"), so a caller, or a machine that presses keys, could go round for
 * ever. After so many menus each is left by its `otherwise`, which ends: `flowDefinition` sees to that.
 */
export const MOST_ROUNDS = 30

export const atStart = (language: 'ru' | 'en'): FlowPosition => ({
  step: null,
  language,
  topic: null,
  tries: 0,
  rounds: 0,
  phase: 'saying',
})

/** Input that does not fit the position changes nothing: silence while something is said, a late "said". */
export const advanceFlow = (flow: FlowDefinition, position: FlowPosition, input: FlowInput): FlowMove => {
  const stay: FlowMove = { position, actions: [] }
  if (input.kind === 'begin') return position.step === null ? enter(flow, position, flow.start) : stay
  const step = position.step === null ? undefined : flow.steps[position.step]
  if (!step) return stay
  if (step.kind === 'say') return inSay(flow, position, step.next, input)
  if (step.kind === 'menu') return inMenu(flow, position, step, input)
  if (step.kind === 'end' && input.kind === 'said') return { position, actions: [{ kind: 'end' }] }
  return stay
}

/** Who knows the way presses before the end: the rest is skipped, and the key counts in the menu that follows. */
const inSay = (
  flow: FlowDefinition,
  position: FlowPosition,
  next: string,
  input: Exclude<FlowInput, { kind: 'begin' }>,
): FlowMove => {
  if (input.kind === 'said') return enter(flow, position, next)
  if (input.kind === 'digit' && flow.steps[next]?.kind === 'menu') {
    const entered = enter(flow, position, next)
    // A menu too many is not said: where it led instead, this key is not asked for.
    return entered.position.step === next ? advanceFlow(flow, entered.position, input) : entered
  }
  return { position, actions: [] }
}

const inMenu = (
  flow: FlowDefinition,
  position: FlowPosition,
  menu: Extract<FlowStep, { kind: 'menu' }>,
  input: Exclude<FlowInput, { kind: 'begin' }>,
): FlowMove => {
  if (input.kind === 'said') {
    return {
      position: { ...position, phase: 'listening' },
      actions: [{ kind: 'listen', forMs: menu.waitMs }],
    }
  }
  if (input.kind === 'silence') {
    return position.phase === 'listening' ? again(flow, position, menu, []) : { position, actions: [] }
  }
  const choice = menu.choices[input.digit]
  if (!choice) return again(flow, position, menu, menu.wrong)
  const settled = {
    ...position,
    language: choice.set.language ?? position.language,
    topic: choice.set.topic ?? position.topic,
  }
  return enter(flow, settled, choice.next)
}

/** Says the menu once more, or gives up on it. */
const again = (
  flow: FlowDefinition,
  position: FlowPosition,
  menu: Extract<FlowStep, { kind: 'menu' }>,
  before: string[],
): FlowMove => {
  if (position.tries >= menu.tries || position.rounds >= MOST_ROUNDS)
    return enter(flow, position, menu.otherwise)
  return {
    position: { ...position, tries: position.tries + 1, rounds: position.rounds + 1, phase: 'saying' },
    actions: [{ kind: 'say', prompts: [...before, ...menu.prompts], language: position.language }],
  }
}

const enter = (flow: FlowDefinition, position: FlowPosition, name: string): FlowMove => {
  const step = flow.steps[name]
  if (!step) return { position, actions: [{ kind: 'end' }] }
  if (step.kind === 'menu' && position.rounds >= MOST_ROUNDS) return enter(flow, position, step.otherwise)
  const rounds = step.kind === 'menu' ? position.rounds + 1 : position.rounds
  const at: FlowPosition = { ...position, step: name, tries: 1, rounds, phase: 'saying' }
  if (step.kind === 'queue') {
    const topic = step.topic ?? position.topic ?? DEFAULT_TOPIC
    return {
      position: { ...at, step: null, topic },
      actions: [{ kind: 'queue', topic, language: position.language }],
    }
  }
  if (step.kind === 'end' && step.prompts.length === 0) return { position: at, actions: [{ kind: 'end' }] }
  return { position: at, actions: [{ kind: 'say', prompts: step.prompts, language: position.language }] }
}
