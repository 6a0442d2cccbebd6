/** Random events of the kinds that the sales record is fed from, and some that it is not. */
import fc from 'fast-check'
import { claimEscalated, claimMoved, claimOpened } from '../../shared/claims/claim.events.ts'
import { claimStates, severities } from '../../shared/claims/claim.state.ts'
import { compensationMoved } from '../../shared/claims/compensation/compensation.events.ts'
import { compensationKinds, compensationStates } from '../../shared/claims/compensation/compensation.state.ts'
import { interactionClosed, interactionLinked } from '../../shared/interactions/interaction.events.ts'
import { outcomes } from '../../shared/interactions/interaction.state.ts'
import type { EventDefinition } from '../../shared/platform/event.ts'
import { dealEdited, dealMoved } from '../../shared/sales/deal.events.ts'
import { stages } from '../../shared/sales/deal.state.ts'

export type RandomEvent = {
  // biome-ignore lint/suspicious/noExplicitAny: a list of events has as many shapes as it has kinds
  definition: EventDefinition<string, any>
  data: Record<string, unknown>
  /** Epoch ms. */
  at: number
  subjectId: string
}

const id = fc.uuid({ version: 7 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const ms = fc.integer({ min: 0, max: 4_000_000 })
const at = fc.integer({ min: Date.UTC(2025, 11, 31), max: Date.UTC(2026, 0, 3) })
const word = fc.constantFrom('a', 'б')
const minor = fc.integer({ min: 0, max: 1_000_000_000 })
const state = fc.constantFrom(...claimStates.states)
const stage = fc.constantFrom(...stages)
const decimal = fc.constantFrom('1', '2.5', '11.123456')

const dimensions = {
  departmentId: maybe(id),
  country: maybe(fc.constantFrom('RU', 'CN')),
  region: maybe(word),
  industry: maybe(word),
  source: maybe(word),
}

const closed = fc.record({
  callId: maybe(id),
  outcome: fc.constantFrom(...outcomes),
  channel: word,
  direction: word,
  clientId: maybe(id),
  agentId: maybe(id),
  marketId: maybe(id),
  queueId: maybe(id),
  topic: maybe(word),
  language: word,
  dispositionCode: maybe(word),
  arrivedAt: at,
  queuedAt: maybe(at),
  answeredAt: maybe(at),
  talkEndedAt: maybe(at),
  closedAt: at,
  waitMs: maybe(ms),
  talkMs: maybe(ms),
  holdMs: ms,
  wrapUpMs: maybe(ms),
  estimateMs: maybe(ms),
  ...dimensions,
})

const claim = {
  number: word,
  clientId: id,
  interactionId: maybe(id),
  handlerId: maybe(id),
  marketId: id,
  categoryId: id,
  categoryCode: word,
  productId: maybe(id),
  productGroupId: maybe(id),
  severity: fc.constantFrom(...severities),
  openedAt: at,
  deadlineAt: at,
  ...dimensions,
}

const deal = {
  number: fc.integer({ min: 1 }),
  clientId: id,
  interactionId: maybe(id),
  managerId: id,
  marketId: id,
  productId: maybe(id),
  productGroupId: maybe(id),
  quantity: maybe(decimal),
  amountMinor: minor,
  currency: fc.constantFrom('RUB', 'CNY'),
  rate: maybe(decimal),
  houseMinor: maybe(minor),
  houseCurrency: fc.constantFrom('RUB', 'USD'),
  ...dimensions,
}

const takesBack = fc.record({
  as: fc.constantFrom('won', 'lost'),
  managerId: id,
  departmentId: maybe(id),
  houseMinor: maybe(minor),
  rate: maybe(decimal),
  refusalReasonId: maybe(id),
})

const dataOf = [
  [interactionClosed, closed],
  [interactionLinked, fc.record({ callId: maybe(id), clientId: id })],
  [
    claimOpened,
    fc.record({
      ...claim,
      openedById: id,
      openerDepartmentId: maybe(id),
      clockId: id,
      policyVersion: fc.nat(9),
    }),
  ],
  [
    claimMoved,
    fc.record({
      ...claim,
      move: fc.constantFrom('close', 'answer'),
      from: state,
      to: state,
      text: maybe(word),
      stopped: maybe(fc.record({ clockId: id, deadlineAt: at, lateMs: ms })),
      started: maybe(fc.record({ clockId: id, policyVersion: fc.nat(9) })),
    }),
  ],
  [
    claimEscalated,
    fc.record({
      ...claim,
      clockId: id,
      step: fc.nat(3),
      dueAt: at,
      notified: fc.array(id, { maxLength: 3 }),
    }),
  ],
  [
    compensationMoved,
    fc.record({
      ...claim,
      compensationId: id,
      given: fc.constantFrom(...compensationKinds),
      move: word,
      from: maybe(fc.constantFrom(...compensationStates.states)),
      to: fc.constantFrom('approved', 'voided'),
      amountMinor: minor,
      currency: fc.constantFrom('RUB', 'CNY'),
      rate: maybe(decimal),
      rateOn: fc.constant(null),
      houseMinor: maybe(minor),
      houseCurrency: maybe(fc.constantFrom('RUB', 'USD')),
      proposedById: id,
      ownLimit: fc.boolean(),
      counted: maybe(fc.record({ managerId: maybe(id), departmentId: maybe(id) })),
    }),
  ],
  [dealEdited, fc.record({ ...deal, changed: fc.array(word, { maxLength: 2 }) })],
  [
    dealMoved,
    fc.record({
      ...deal,
      move: word,
      from: stage,
      to: stage,
      refusalReasonId: maybe(id),
      refusalCode: maybe(word),
      openedAt: at,
      stageMs: ms,
      takesBack: maybe(takesBack),
    }),
  ],
] as const

export const randomEvent: fc.Arbitrary<RandomEvent> = fc.oneof(
  ...dataOf.map(([definition, data]) =>
    fc.record({
      definition: fc.constant(definition),
      data: data as fc.Arbitrary<Record<string, unknown>>,
      at,
      subjectId: id,
    }),
  ),
)
