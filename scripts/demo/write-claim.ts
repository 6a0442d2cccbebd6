/** The rows that one claim of the demo leaves: the claim, its clock, its escalations, the card's line and the log's. */
import { type ClaimMove, groundOf, type Severity } from '#shared/claims/claim.state.ts'
import type { ClockPlan } from '#shared/claims/clock-plan.ts'
import { iso } from './bulk.ts'
import type { Contact, DemoEvent, Row, TimelineRow } from './demo-rows.ts'
import type { House, Product } from './make-organisation.ts'
import type { ClaimLife } from './walk-claim.ts'

export type ClaimStory = {
  id: string
  clockId: string
  number: string
  contact: Contact & { agentId: string }
  openerDepartmentId: string | null
  openedAt: number
  category: House['categories'][number]
  product: Product
  severity: Severity
  description: string
  plan: ClockPlan
  life: ClaimLife
}

export type ClaimRows = {
  claims: Row[]
  clocks: Row[]
  escalations: Row[]
  timeline: TimelineRow[]
  events: DemoEvent[]
}

export const writeClaim = (story: ClaimStory, details: Row, rows: ClaimRows): void => {
  rows.claims.push({ ...claimRow(story), ...details })
  rows.clocks.push(clockRow(story))
  for (const { step, dueAt, at, notified } of story.life.escalations) {
    rows.escalations.push({
      clock_id: story.clockId,
      claim_id: story.id,
      step,
      due_at: iso(dueAt),
      at: iso(at),
      notified,
    })
  }
  rows.timeline.push(timelineRow(story))
  rows.events.push(...eventsOf(story))
}

const lastOf = ({ steps }: ClaimLife, ...moves: ClaimMove[]) =>
  steps.findLast(({ move }) => moves.includes(move))
const isoOrNull = (at: number | null | undefined) => (at === null || at === undefined ? null : iso(at))

const claimRow = (story: ClaimStory): Row => {
  const { life, contact } = story
  const last = life.steps.at(-1)
  return {
    id: story.id,
    number: story.number,
    client_id: contact.client.id,
    person_id: contact.client.personId,
    interaction_id: contact.id,
    market_id: contact.client.marketId,
    handler_id: life.taken?.by.id ?? null,
    category_id: story.category.id,
    product_id: story.product.id,
    severity: story.severity,
    description: story.description,
    state: life.state,
    findings: lastOf(life, 'investigate')?.text ?? null,
    answer: lastOf(life, 'answer', 'propose')?.text ?? null,
    grounds: lastOf(life, 'reject')?.text ?? null,
    opened_by: contact.agentId,
    opened_at: iso(story.openedAt),
    deadline_at: iso(story.plan.deadlineAt),
    clock_stopped_at: isoOrNull(life.stoppedAt),
    answered_at: isoOrNull(life.steps.find(({ to }) => to === 'communicated')?.at),
    closed_at: isoOrNull(life.state === 'closed' ? last?.at : null),
    closing_ground: last ? groundOf(last.from, last.move) : null,
    proposed_by: lastOf(life, 'answer', 'propose')?.actorId ?? null,
    approved_by: lastOf(life, 'approve')?.actorId ?? null,
    version: 1 + life.steps.length + (life.taken ? 1 : 0),
  }
}

const clockRow = ({ id, clockId, openedAt, plan, life }: ClaimStory): Row => {
  const next = life.escalations.length
  return {
    id: clockId,
    claim_id: id,
    kind: plan.kind,
    basis: plan.basis.terms.basis,
    policy_version: plan.basis.policyVersion,
    started_at: iso(openedAt),
    deadline_at: iso(plan.deadlineAt),
    deadline_basis: plan.basis,
    steps: plan.steps,
    next_step: next,
    escalate_at: isoOrNull(life.stoppedAt === null ? plan.steps[next]?.at : null),
    stopped_at: isoOrNull(life.stoppedAt),
    stopped_by: life.stoppedAt === null ? null : life.steps.find(({ at }) => at === life.stoppedAt)?.move,
  }
}

const timelineRow = (story: ClaimStory): TimelineRow => ({
  client_id: story.contact.client.id,
  at: iso(story.openedAt),
  kind: 'claim',
  subject_id: story.id,
  owner_id: story.life.taken?.by.id ?? null,
  summary: {
    number: story.number,
    state: story.life.state,
    severity: story.severity,
    categoryRu: story.category.nameRu,
    categoryEn: story.category.nameEn,
    deadlineAt: story.plan.deadlineAt,
    clockStoppedAt: story.life.stoppedAt,
    escalations: story.life.escalations.length,
  },
})

/** The dimensions as they were at that moment: before somebody took the claim it was nobody's. */
const factsAt = ({ contact, life, ...story }: ClaimStory, at: number) => {
  const handler = life.taken && life.taken.at <= at ? life.taken.by : null
  const { client } = contact
  return {
    number: story.number,
    clientId: client.id,
    interactionId: contact.id,
    handlerId: handler?.id ?? null,
    departmentId: handler?.departmentId ?? null,
    marketId: client.marketId,
    country: client.country,
    region: client.region,
    industry: client.industry,
    source: client.source,
    categoryId: story.category.id,
    categoryCode: story.category.code,
    productId: story.product.id,
    productGroupId: story.product.groupId,
    severity: story.severity,
    openedAt: story.openedAt,
    deadlineAt: story.plan.deadlineAt,
  }
}

const eventsOf = (story: ClaimStory): DemoEvent[] => {
  const { clockId, life, plan } = story
  const tell = (
    kind: string,
    at: number,
    actorId: string | null,
    data: Record<string, unknown>,
  ): DemoEvent => ({
    at: iso(at),
    kind: `claim.${kind}`,
    subject_kind: 'claim',
    subject_id: story.id,
    actor_id: actorId,
    data: { ...factsAt(story, at), ...data },
  })
  const opened = tell('opened', story.openedAt, story.contact.agentId, {
    openedById: story.contact.agentId,
    openerDepartmentId: story.openerDepartmentId,
    clockId,
    policyVersion: plan.basis.policyVersion,
  })
  const taken = life.taken
    ? [tell('assigned', life.taken.at, life.taken.by.id, { previousHandlerId: null })]
    : []
  const moved = life.steps.map(({ move, from, to, at, actorId, text }) => {
    const lateMs = Math.max(0, at - plan.deadlineAt)
    const stopped = at === life.stoppedAt ? { clockId, deadlineAt: plan.deadlineAt, lateMs } : null
    const closingGround = groundOf(from, move)
    return tell('moved', at, actorId, { move, from, to, text, stopped, started: null, closingGround })
  })
  const escalated = life.escalations.map(({ step, dueAt, at, notified }) =>
    tell('escalated', at, null, { clockId, step, dueAt, notified }),
  )
  return [opened, ...taken, ...moved, ...escalated]
}
