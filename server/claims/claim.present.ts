/** What of a claim leaves the server. */

import type { LoggedRow } from '#server/sales/index.ts'
import type { Claim, ClaimPage } from '#shared/claims/claim.contract.ts'
import {
  claimAssigned,
  claimEdited,
  claimEscalated,
  claimMoved,
  claimOpened,
  claimReminded,
  stateNow,
} from '#shared/claims/claim.events.ts'
import { isBreached } from '#shared/claims/clock-standing.ts'
import type { ClaimRow } from './claim.store.ts'
import { clockNewsOf, peopleInNews } from './clocks/clock.present.ts'
import { fileLineOf } from './file-history.ts'
import { personOf } from './person.present.ts'

type Names = ReadonlyMap<string, string>

const namedPerson = (id: string | null, names: Names) => personOf(id, id && (names.get(id) ?? null))

/** @param atRisk as stage-times.ts reckons it; where nobody asks it is not told */
export const presentClaim = (row: ClaimRow, now: number, atRisk = false): Claim => ({
  id: row.id,
  number: row.number,
  client: { id: row.client_id, name: row.client_name },
  category: {
    id: row.category_id,
    code: row.category_code,
    nameRu: row.category_name_ru,
    nameEn: row.category_name_en,
  },
  product: row.product_id
    ? {
        id: row.product_id,
        code: row.product_code ?? '',
        nameRu: row.product_name_ru ?? '',
        nameEn: row.product_name_en ?? '',
      }
    : null,
  severity: row.severity,
  state: row.state,
  handler: personOf(row.handler_id, row.handler_name),
  market: { id: row.market_id, code: row.market_code },
  openedAt: row.opened_at,
  deadlineAt: row.deadline_at,
  clockStoppedAt: row.clock_stopped_at,
  breached: isBreached(row.deadline_at, row.clock_stopped_at, now),
  urgency: row.urgency,
  atRisk,
  escalations: row.escalations,
  version: row.version,
})

export const presentTexts = (row: ClaimRow) => ({
  description: row.description,
  person: personOf(row.person_id, row.person_name),
  interactionId: row.interaction_id,
  openedBy: personOf(row.opened_by, row.opened_by_name),
  findings: row.findings,
  answer: row.answer,
  grounds: row.grounds,
  custom: row.custom,
  outerNumber: row.outer_number,
  sentAt: row.sent_at,
  presentedAt: row.presented_at,
  answeredAt: row.answered_at,
  closedAt: row.closed_at,
  closingGround: row.closing_ground,
})

type HistoryLine = ClaimPage['history'][number]

/** Users named inside events, whose names the history shows. */
export const handlersIn = (rows: LoggedRow[]): string[] =>
  rows
    .flatMap((row) =>
      row.kind === claimAssigned.kind ? [claimAssigned.data.parse(row.data).handlerId] : peopleInNews(row),
    )
    .filter((id) => id !== null)

export const presentHistory = (rows: LoggedRow[], names: Names): HistoryLine[] =>
  rows.flatMap((row) => presentLine(row, names))

const presentLine = (row: LoggedRow, names: Names): HistoryLine[] => {
  const base = {
    at: row.at,
    actor: personOf(row.actor_id, row.actor_name),
    move: null,
    from: null,
    to: null,
    text: null,
    handler: null,
    step: null,
    lateMs: null,
    changed: [],
    clock: clockNewsOf(row, names),
    about: null,
  }
  switch (row.kind) {
    case claimOpened.kind:
      return [{ ...base, kind: 'opened' }]
    case claimAssigned.kind: {
      const { handlerId } = claimAssigned.data.parse(row.data)
      return [{ ...base, kind: 'assigned', handler: namedPerson(handlerId, names) }]
    }
    case claimEdited.kind:
      return [{ ...base, kind: 'edited', changed: claimEdited.data.parse(row.data).changed }]
    case claimMoved.kind: {
      const { move, from, to, text, stopped } = claimMoved.data.parse(row.data)
      const lateMs = stopped?.lateMs ?? null
      return [
        {
          ...base,
          kind: 'moved',
          move: move as HistoryLine['move'],
          from: stateNow(from),
          to: stateNow(to),
          text,
          lateMs,
        },
      ]
    }
    case claimEscalated.kind:
      return [{ ...base, kind: 'escalated', step: claimEscalated.data.parse(row.data).step }]
    case claimReminded.kind:
      return [{ ...base, kind: 'reminded', step: claimReminded.data.parse(row.data).reminder }]
    default: {
      if (base.clock) return [{ ...base, kind: 'clock' }]
      const told = fileLineOf(row, names)
      return told ? [{ ...base, ...told }] : []
    }
  }
}
