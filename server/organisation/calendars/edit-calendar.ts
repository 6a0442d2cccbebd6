/** Changes a calendar's hours, or brings an earlier state back. Who comes from then on finds it so; no state is lost. */
import type { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile, differingFields } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { nextOpening } from '#shared/organisation/business-time.ts'
import type { CalendarView, editCalendar as contract } from '#shared/organisation/calendar.contract.ts'
import { calendarChanged } from '#shared/organisation/organisation.events.ts'
import { type Administration, namesOf } from '../administration.ts'
import { type CalendarEdit, pastState, replaceCalendar } from './calendar.store.ts'
import { readCalendar } from './read-calendar.ts'

type Form = z.infer<NonNullable<(typeof contract)['body']>>

/** Throws 409 `changed_meanwhile` with `current`; 409 `never_opens`; 404. */
export const editCalendar = (
  house: Administration,
  actor: Actor,
  id: string,
  form: Form,
): Promise<CalendarView> =>
  inTransaction(house.db, async (trx) => {
    const { version, ...edit } = form
    const before = await readCalendar(trx, house, id)
    if (before.version !== version) throw changedMeanwhile(before, edit)
    if (differingFields(before, edit).length === 0) return before
    return write(trx, house, { actor, before, edit, restores: null })
  })

/** Throws as an edit does; 404 for a version there was not. */
export const restoreCalendar = (
  house: Administration,
  actor: Actor,
  id: string,
  form: { version: number; restores: number },
): Promise<CalendarView> =>
  inTransaction(house.db, async (trx) => {
    const before = await readCalendar(trx, house, id)
    const edit = await pastState(trx, id, form.restores)
    if (before.version !== form.version) throw changedMeanwhile(before, edit ?? {})
    if (!edit) throw notFound('calendar', `${id} ${form.restores}`)
    return write(trx, house, { actor, before, edit, restores: form.restores })
  })

const write = async (
  trx: Trx,
  house: Administration,
  change: { actor: Actor; before: CalendarView; edit: CalendarEdit; restores: number | null },
): Promise<CalendarView> => {
  const { actor, before, edit, restores } = change
  const now = house.clock.now()
  const fields = differingFields(before, edit)
  const { id, version } = before
  const next = { id, version, edit, savedAt: now, savedBy: actor.userId, restores }
  if (!(await replaceCalendar(trx, next))) throw changedMeanwhile(await readCalendar(trx, house, id), edit)
  const after = await readCalendar(trx, house, id)
  mustOpen(actor, after, now)
  await appendEvent(trx, calendarChanged, { subjectId: id, actorId: actor.userId, at: now, data: { fields } })
  await house.audit(trx, {
    at: now,
    actorId: actor.userId,
    action: restores === null ? 'calendar.edit' : 'calendar.restore',
    outcome: 'ok',
    subjectKind: 'calendar',
    subjectId: id,
    data: { fields, version: version + 1, ...(restores !== null && { restores }) },
  })
  return after
}

/**
 * A claim's clock would never end, a queue never open: such a calendar is nobody's. Asked once it is held: a market that
 * came to it meanwhile is seen.
 */
const mustOpen = (actor: Actor, after: CalendarView, now: number): void => {
  const users = [...after.queues, ...after.markets]
  if (users.length === 0 || nextOpening(after, now) !== null) return
  throw conflict('never_opens', { names: namesOf(users, actor).join(', ') })
}
