/** A claim as the log and the card's timeline tell of it. */
import { type TimelineEntry, writeTimeline, writeTimelines } from '#server/clients/index.ts'
import type { Trx } from '#server/platform/database.ts'
import type { ClaimFacts } from '#shared/claims/claim.events.ts'
import type { ClaimBefore } from '#shared/claims/claim.policy.ts'
import type { ClaimRow } from './claim.store.ts'

/** The dimensions as they are now: what is counted later is counted by these. */
export const factsOf = (row: ClaimRow): ClaimFacts => ({
  number: row.number,
  clientId: row.client_id,
  interactionId: row.interaction_id,
  handlerId: row.handler_id,
  departmentId: row.department_id,
  marketId: row.market_id,
  country: row.country,
  region: row.region,
  industry: row.industry,
  source: row.source,
  categoryId: row.category_id,
  categoryCode: row.category_code,
  productId: row.product_id,
  productGroupId: row.product_group_id,
  severity: row.severity,
  causeCode: row.cause_code,
  remedy: row.remedy,
  openedAt: row.opened_at,
  deadlineAt: row.deadline_at,
})

/** A claim as the rules of its moves judge it. */
export const beforeOf = (row: ClaimRow): ClaimBefore => ({
  severity: row.severity,
  handlerId: row.handler_id,
  safety: row.safety,
  complexity: row.complexity,
  impact: row.impact,
  immediateAction: row.immediate_action,
  findings: row.findings,
  causeId: row.cause_id,
  remedy: row.remedy,
  agreedMinor: row.agreed_minor,
  proposedById: row.proposed_by,
})

export const showOnCard = (trx: Trx, row: ClaimRow): Promise<void> => writeTimeline(trx, lineOf(row))

/** One at least. */
export const showOnCards = (trx: Trx, rows: readonly ClaimRow[]): Promise<void> =>
  writeTimelines(trx, rows.map(lineOf))

const lineOf = (row: ClaimRow): TimelineEntry => ({
  clientId: row.client_id,
  at: row.opened_at,
  kind: 'claim',
  subjectId: row.id,
  ownerId: row.handler_id,
  summary: {
    number: row.number,
    state: row.state,
    severity: row.severity,
    categoryRu: row.category_name_ru,
    categoryEn: row.category_name_en,
    deadlineAt: row.deadline_at,
    clockStoppedAt: row.clock_stopped_at,
    escalations: row.escalations,
  },
})
