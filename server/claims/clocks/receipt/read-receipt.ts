/** The receipt of a deadline, made again of what the clock keeps: terms, start, waits, the calendar as it was. */
import { type Actor, reachOf } from '#server/platform/actor.ts'
import type { Queryable } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import type { Receipt } from '#shared/claims/clock.contract.ts'
import { receiptOf } from '#shared/claims/clock-receipt.ts'
import { findClaim } from '../../claim.store.ts'
import { namesOf } from '../../handler.store.ts'
import { readPastCalendar } from '../../policy.store.ts'
import { presentClock } from '../clock.present.ts'
import { findClock } from '../clock.store.ts'
import { listEscalations } from '../escalation/escalation.store.ts'
import { listHolds } from '../holds/hold.store.ts'
import { holdsOf } from '../plan-clocks.ts'

/** Throws `not_found` for a claim beyond the actor's reach, or another's clock. */
export const readReceipt = async (
  q: Queryable,
  actor: Actor,
  { id, clock }: { id: string; clock: string },
  now: number,
): Promise<Receipt> => {
  const claim = await findClaim(q, reachOf(actor, 'claim.read'), id)
  if (!claim) throw notFound('claim', id)
  const row = await findClock(q, id, clock)
  if (!row) throw notFound('clock', clock)
  const { terms, zone, calendar: code, calendarVersion } = row.deadline_basis
  const calendar = await readPastCalendar(q, claim.market_id, { code, version: calendarVersion ?? null })
  const holds = await listHolds(q, id)
  // What was held after the clock had stopped is none of its business.
  const counting = holds.filter(({ from_at }) => row.stopped_at === null || from_at < row.stopped_at)
  const { deadlineAt, lines, total } = receiptOf({
    terms,
    startedAt: row.started_at,
    holds: holdsOf(counting),
    calendar,
    zone,
  })
  const escalations = (await listEscalations(q, id)).filter(({ clock_id }) => clock_id === row.id)
  const people = escalations.flatMap(({ notified, did }) => [...notified, did.reassigned?.to ?? ''])
  const names = await namesOf(q, people.filter(Boolean))
  return {
    claim: { id, number: claim.number, client: claim.client_name },
    clock: presentClock(row, { escalations, holds, names, now }),
    terms,
    calendar: { code, version: calendarVersion ?? null, zone: calendar.zone },
    zone,
    lines,
    total,
    agrees: deadlineAt === row.deadline_at,
    now,
  }
}
