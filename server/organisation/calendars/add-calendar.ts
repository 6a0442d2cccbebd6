/** Makes a calendar: blank, or with the hours of another. */
import type { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import type { CalendarView, addCalendar as contract } from '#shared/organisation/calendar.contract.ts'
import type { WeekHours } from '#shared/organisation/calendar.ts'
import { calendarCreated } from '#shared/organisation/organisation.events.ts'
import type { Administration } from '../administration.ts'
import { usualWeek } from '../found.ts'
import { insertCalendar } from '../organisation.store.ts'
import { findCalendar } from './calendar.store.ts'
import { readCalendar } from './read-calendar.ts'

type Form = z.infer<NonNullable<(typeof contract)['body']>>

/** Throws 409 `exists` for a taken code; 404 for an original there is not. */
export const addCalendar = (house: Administration, actor: Actor, form: Form): Promise<CalendarView> =>
  inTransaction(house.db, async (trx) => {
    const original = form.copyOf === null ? null : await findCalendar(trx, form.copyOf)
    if (original === undefined) throw notFound('calendar', form.copyOf ?? '')
    const week: WeekHours = original?.week ?? usualWeek
    const id = await insertCalendar(trx, {
      code: form.code,
      name_ru: form.nameRu,
      name_en: form.nameEn,
      zone: form.zone,
      week: JSON.stringify(week),
      exceptions: JSON.stringify(original?.exceptions ?? []),
    })
    const at = house.clock.now()
    await appendEvent(trx, calendarCreated, {
      subjectId: id,
      actorId: actor.userId,
      at,
      data: { code: form.code },
    })
    await house.audit(trx, {
      at,
      actorId: actor.userId,
      action: 'calendar.create',
      outcome: 'ok',
      subjectKind: 'calendar',
      subjectId: id,
      data: { code: form.code, copyOf: original?.code ?? null },
    })
    return readCalendar(trx, house, id)
  })
