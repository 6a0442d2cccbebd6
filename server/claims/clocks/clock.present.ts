/** What of a claim's clocks, waits and steps leaves the server. */
import type { LoggedRow } from '#server/sales/index.ts'
import { claimEscalated } from '#shared/claims/claim.events.ts'
import type { ClaimClock, ClaimHold, ClockNews } from '#shared/claims/clock.contract.ts'
import {
  claimClientTold,
  claimClientWrote,
  claimClockChanged,
  claimHeld,
  claimHoldEnded,
  claimHoldReminded,
} from '#shared/claims/clock.events.ts'
import { isBreached } from '#shared/claims/clock-standing.ts'
import type { ClockRow } from './clock.store.ts'
import type { EscalationRow } from './escalation/escalation.store.ts'
import type { HoldRow } from './holds/hold.store.ts'

type Names = ReadonlyMap<string, string>
const person = (id: string, names: Names) => ({ id, name: names.get(id) ?? '' })

export const presentClock = (
  row: ClockRow,
  seen: { escalations: EscalationRow[]; holds: HoldRow[]; names: Names; now: number },
): ClaimClock => ({
  id: row.id,
  kind: row.kind,
  startedAt: row.started_at,
  deadlineAt: row.deadline_at,
  stoppedAt: row.stopped_at,
  breached: isBreached(row.deadline_at, row.stopped_at, seen.now),
  held:
    row.stopped_at === null &&
    row.deadline_basis.terms.pausable &&
    seen.holds.some(({ to_at, ends_at }) => to_at === null && seen.now < ends_at),
  basis: row.deadline_basis,
  steps: row.steps.map((planned, step) => {
    const done = seen.escalations.find((one) => one.clock_id === row.id && one.step === step)
    const to = done?.did.reassigned?.to
    return {
      step,
      dueAt: planned.at,
      tell: planned.tell,
      raise: planned.raise === true,
      reassign: planned.reassign === true,
      at: done?.at ?? null,
      notified: (done?.notified ?? []).map((id) => person(id, seen.names)),
      raisedTo: done?.did.raisedTo ?? null,
      reassignedTo: to ? person(to, seen.names) : null,
      passedOver: !done && step < row.next_step,
    }
  }),
})

export const presentHold = (row: HoldRow, names: Names): ClaimHold => ({
  id: row.id,
  waitsFor: row.waits_for,
  from: row.from_at,
  to: row.to_at,
  endsAt: row.ends_at,
  remindAt: row.remind_at,
  heldBy: row.held_by === null ? null : person(row.held_by, names),
  endedBy: row.ended_by,
})

/** Users named in a step's event. */
export const peopleInNews = (row: LoggedRow): string[] => {
  if (row.kind !== claimEscalated.kind) return []
  const { notified, reassigned } = claimEscalated.data.parse(row.data)
  return reassigned ? [...notified, reassigned.to] : notified
}

/** What an event says of the clocks; null: nothing, or a move says it. */
export const clockNewsOf = (row: LoggedRow, names: Names): ClockNews | null => {
  switch (row.kind) {
    case claimHeld.kind: {
      const { waitsFor, endsAt } = claimHeld.data.parse(row.data)
      return { what: 'held', waitsFor, endsAt }
    }
    case claimHoldReminded.kind:
      return { what: 'hold-reminded', endsAt: claimHoldReminded.data.parse(row.data).endsAt }
    case claimHoldEnded.kind: {
      const { by, from, to } = claimHoldEnded.data.parse(row.data)
      return { what: 'hold-ended', by, from, to }
    }
    case claimClientWrote.kind:
      return { what: 'client-wrote', starts: claimClientWrote.data.parse(row.data).clockId !== null }
    case claimClientTold.kind:
      return { what: 'client-told', by: claimClientTold.data.parse(row.data).by }
    case claimClockChanged.kind: {
      const { why, clock, from, to } = claimClockChanged.data.parse(row.data)
      return { what: 'changed', why, kind: clock ?? null, from, to }
    }
    case claimEscalated.kind:
      return stepNews(claimEscalated.data.parse(row.data), names)
    default:
      return null
  }
}

type Escalated = ReturnType<typeof claimEscalated.data.parse>

const stepNews = ({ clock, notified, raisedTo, reassigned, dueAt }: Escalated, names: Names): ClockNews => ({
  what: 'step',
  kind: clock ?? null,
  notified: notified.map((id) => person(id, names)),
  raisedTo: raisedTo ?? null,
  reassignedTo: reassigned ? person(reassigned.to, names) : null,
  dueAt,
})
