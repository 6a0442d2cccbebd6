/**
 * Which lines of the record an event makes: a pure function of the event alone, so that a rebuild from the log
 * gives the same rows (invariant 8). Dimensions are those the event carries, as they were at that moment.
 */
import type { z } from 'zod'
import {
  type ClaimFacts,
  claimAssigned,
  claimEscalated,
  claimMoved,
  claimOpened,
} from '../claims/claim.events.ts'
import { compensationMoved } from '../claims/compensation/compensation.events.ts'
import { isMoney } from '../claims/compensation/compensation.state.ts'
import { claimTakenBack } from '../claims/import/claim-import.events.ts'
import { interactionClosed } from '../interactions/interaction.events.ts'
import type { EventDefinition, LoggedEvent } from '../platform/event.ts'
import { type DealFacts, dealMoved, dealOpened } from '../sales/deal.events.ts'
import { blankLine, type LineKind, type RecordLine } from './record-line.ts'

type Parsed<D> = D extends EventDefinition<string, infer Data> ? Data : never
type Head = Pick<RecordLine, 'at' | 'subjectId'>

/** Empty for events that make no line. Throws when the data is not of its event's shape. */
export const linesOf = (event: LoggedEvent): RecordLine[] => {
  const head = { at: event.at, subjectId: event.subject.id }
  const make = makers[event.kind]
  return make ? make(head, event.data) : []
}

const maker = <D>(definition: EventDefinition<string, D>, lines: (head: Head, data: D) => RecordLine[]) => ({
  [definition.kind]: (head: Head, data: unknown) =>
    lines(head, (definition.data as z.ZodType<D>).parse(data)),
})

const ofInteraction = (head: Head, data: Parsed<typeof interactionClosed>): RecordLine[] => [
  {
    ...blankLine,
    ...head,
    ...dimensions(data),
    kind: interactionClosed.kind,
    managerId: data.agentId,
    queueId: data.queueId,
    outcome: data.outcome,
    waitMs: whole(data.waitMs),
    talkMs: whole(data.talkMs),
    holdMs: whole(data.holdMs),
    wrapUpMs: whole(data.wrapUpMs),
    facts: {
      channel: data.channel,
      direction: data.direction,
      topic: data.topic,
      language: data.language,
      disposition: data.dispositionCode,
      arrivedAt: data.arrivedAt,
      answeredAt: data.answeredAt,
      estimateMs: data.estimateMs,
    },
  },
]

const ofClaim = (head: Head, data: ClaimFacts, kind: LineKind): RecordLine => ({
  ...blankLine,
  ...head,
  ...dimensions(data),
  kind,
  managerId: data.handlerId,
  productId: data.productId,
  productGroupId: data.productGroupId,
  facts: {
    number: data.number,
    category: data.categoryCode,
    severity: data.severity,
    openedAt: data.openedAt,
    deadlineAt: data.deadlineAt,
  },
})

/** With what this kind of line knows besides the usual facts. */
const withFacts = (line: RecordLine, facts: RecordLine['facts']): RecordLine => ({
  ...line,
  facts: { ...line.facts, ...facts },
})

const ofDeal = (head: Head, data: DealFacts, kind: LineKind): RecordLine => ({
  ...blankLine,
  ...head,
  ...dimensions(data),
  kind,
  managerId: data.managerId,
  productId: data.productId,
  productGroupId: data.productGroupId,
  quantity: data.quantity,
  amountMinor: data.amountMinor,
  currency: data.currency,
  houseMinor: data.houseMinor,
  houseCurrency: data.houseCurrency,
  facts: { number: data.number, rate: data.rate },
})

const ofDealMove = (head: Head, data: Parsed<typeof dealMoved>): RecordLine[] => {
  const line = ofDeal(head, data, dealMoved.kind)
  const moved = withFacts(
    { ...line, outcome: data.to, refusalReasonId: data.refusalReasonId },
    { from: data.from, openedAt: data.openedAt, stageMs: data.stageMs },
  )
  return data.takesBack ? [moved, takenBack(line, data.takesBack)] : [moved]
}

/** The opposite of the line that closed the deal: same owner, same rate, sign reversed (L22). */
const takenBack = (
  line: RecordLine,
  back: NonNullable<Parsed<typeof dealMoved>['takesBack']>,
): RecordLine => ({
  ...line,
  line: 1,
  tally: -1,
  outcome: back.as,
  managerId: back.managerId,
  departmentId: back.departmentId,
  refusalReasonId: back.refusalReasonId,
  quantity: line.quantity === null ? null : `-${line.quantity}`,
  amountMinor: negative(line.amountMinor),
  houseMinor: negative(back.houseMinor),
  facts: { ...line.facts, rate: back.rate },
})

/** The opposite of what a claim that came with a file was counted as, each at the time it was counted at. */
const ofTakenBack = (head: Head, data: Parsed<typeof claimTakenBack>): RecordLine[] => {
  const back = (at: number, kind: LineKind): RecordLine => ({ ...ofClaim(head, data, kind), at, tally: -1 })
  const opened = { ...back(data.openedAt, claimOpened.kind), managerId: null, departmentId: null }
  const moved = data.moves.map(({ move, at }) => ({ ...back(at, claimMoved.kind), outcome: move }))
  return [opened, ...moved].map((line, place) => ({ ...line, line: place }))
}

/**
 * Money that a claim costs is less than nought; taken back, the opposite at the same rate, of the same manager (L22).
 * What is given in kind is counted, without an amount: its worth is no money that anybody is owed.
 */
const ofCompensation = (head: Head, data: Parsed<typeof compensationMoved>): RecordLine[] => {
  if (data.to !== 'approved' && data.to !== 'voided') return []
  const voided = data.to === 'voided'
  const line = withFacts(
    { ...ofClaim(head, data, compensationMoved.kind), outcome: data.given },
    { compensationId: data.compensationId, rate: data.rate },
  )
  const signed = (minor: number | null) => (voided ? minor : negative(minor))
  const money = isMoney(data.given) && {
    amountMinor: signed(data.amountMinor),
    currency: data.currency,
    houseMinor: signed(data.houseMinor),
    houseCurrency: data.houseCurrency,
  }
  return [{ ...line, ...money, ...(voided && { ...data.counted, tally: -1 }) }]
}

const makers: Record<string, (head: Head, data: unknown) => RecordLine[]> = {
  ...maker(interactionClosed, ofInteraction),
  ...maker(claimOpened, (head, data) => [
    {
      ...withFacts(ofClaim(head, data, claimOpened.kind), { policyVersion: data.policyVersion }),
      managerId: data.openedById,
      departmentId: data.openerDepartmentId,
    },
  ]),
  ...maker(claimAssigned, (head, data) => [ofClaim(head, data, claimAssigned.kind)]),
  ...maker(claimMoved, (head, data) => [
    withFacts(
      { ...ofClaim(head, data, claimMoved.kind), outcome: data.move },
      { from: data.from, to: data.to, lateMs: data.stopped?.lateMs ?? null },
    ),
  ]),
  ...maker(claimEscalated, (head, data) => [
    withFacts(ofClaim(head, data, claimEscalated.kind), { step: data.step, dueAt: data.dueAt }),
  ]),
  ...maker(claimTakenBack, ofTakenBack),
  ...maker(compensationMoved, ofCompensation),
  ...maker(dealOpened, (head, data) => [ofDeal(head, data, dealOpened.kind)]),
  ...maker(dealMoved, ofDealMove),
}

type Dimensions = Pick<
  RecordLine,
  'departmentId' | 'clientId' | 'marketId' | 'country' | 'region' | 'industry' | 'source'
>

const dimensions = (data: Dimensions): Dimensions => ({
  departmentId: data.departmentId,
  clientId: data.clientId,
  marketId: data.marketId,
  country: data.country,
  region: data.region,
  industry: data.industry,
  source: data.source,
})

const whole = (ms: number | null): number | null => (ms === null ? null : Math.round(ms))
/** −0 is not 0 to a comparison of rows. */
const negative = (minor: number | null): number | null => (minor === null ? null : 0 - minor)
