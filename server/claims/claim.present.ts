/** What of a claim leaves the server. */

import type { LoggedRow } from '#server/sales/index.ts'
import type { Claim, ClaimPage } from '#shared/claims/claim.contract.ts'
import {
  claimAssigned,
  claimEdited,
  claimEscalated,
  claimMoved,
  claimOpened,
  stateNow,
} from '#shared/claims/claim.events.ts'
import type { ClaimRow } from './claim.store.ts'
import type { ClockRow, EscalationRow } from './clock.store.ts'

type Person = { id: string; name: string }
type Names = ReadonlyMap<string, string>

const personOf = (id: string | null, name: string | null): Person | null =>
  id ? { id, name: name ?? '' } : null
const namedPerson = (id: string | null, names: Names) => personOf(id, id && (names.get(id) ?? null))

/** Late is a matter of two timestamps, whenever anyone looked (REQUIREMENTS, "Deadlines"). */
export const isBreached = (deadlineAt: number, stoppedAt: number | null, now: number): boolean =>
  (stoppedAt ?? now) > deadlineAt

export const presentClaim = (row: ClaimRow, now: number): Claim => ({
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
  answeredAt: row.answered_at,
  closedAt: row.closed_at,
  closingGround: row.closing_ground,
})

export const presentClock = (
  row: ClockRow,
  escalations: EscalationRow[],
  names: Names,
  now: number,
): ClaimPage['clocks'][number] => ({
  id: row.id,
  kind: row.kind,
  startedAt: row.started_at,
  deadlineAt: row.deadline_at,
  stoppedAt: row.stopped_at,
  breached: isBreached(row.deadline_at, row.stopped_at, now),
  basis: row.deadline_basis,
  steps: row.steps.map(({ at, tell }, step) => {
    const done = escalations.find((one) => one.clock_id === row.id && one.step === step)
    return {
      step,
      dueAt: at,
      tell,
      at: done?.at ?? null,
      notified: (done?.notified ?? []).map((id) => ({ id, name: names.get(id) ?? '' })),
    }
  }),
})

type HistoryLine = ClaimPage['history'][number]

/** Users named inside events, whose names the history shows. */
export const handlersIn = (rows: LoggedRow[]): string[] =>
  rows
    .flatMap((row) => (row.kind === claimAssigned.kind ? [claimAssigned.data.parse(row.data).handlerId] : []))
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
    default:
      return []
  }
}
