/** Makes a market, or changes how its clients are served; what is under way keeps the money and deadlines it has. */
import type { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { changedMeanwhile, differingFields } from '#server/platform/changed-meanwhile.ts'
import { inTransaction, type Trx } from '#server/platform/database.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { appendEvent } from '#server/platform/events.ts'
import { keepVersion } from '#server/platform/versions/keep-version.ts'
import { nextOpening } from '#shared/organisation/business-time.ts'
import type {
  addMarket as adding,
  editMarket as editing,
  MarketFull,
} from '#shared/organisation/market.contract.ts'
import { marketChanged, marketCreated } from '#shared/organisation/organisation.events.ts'
import type { Administration } from '../administration.ts'
import { holdHours } from '../calendars/calendar.store.ts'
import { insertMarket } from '../organisation.store.ts'
import { columnsOf, findMarket, updateMarket } from './market.store.ts'

type NewMarket = z.infer<NonNullable<(typeof adding)['body']>>
type Edit = z.infer<NonNullable<(typeof editing)['body']>>

/** Throws 409 `exists`; 422 `unknown_reference`; 422 at `calendarId`. */
export const addMarket = (house: Administration, actor: Actor, form: NewMarket): Promise<MarketFull> =>
  inTransaction(house.db, async (trx) => {
    const { code, ...fields } = form
    await mustOpen(trx, fields.calendarId, house.clock.now())
    const id = await insertMarket(trx, { code, ...columnsOf(fields) })
    const [at, data] = [house.clock.now(), { code }]
    await appendEvent(trx, marketCreated, { subjectId: id, actorId: actor.userId, at, data })
    await house.audit(trx, {
      at,
      actorId: actor.userId,
      action: 'market.create',
      outcome: 'ok',
      subjectKind: 'market',
      subjectId: id,
      data,
    })
    return (await findMarket(trx, id))!
  })

/** What an administrator sets of a market, as its versions keep it. */
export const marketState = ({ id, code, version, ...state }: MarketFull) => state

/** Throws 409 `changed_meanwhile` with `current`; 422 `unknown_reference`; 422 at `calendarId`; 404. */
export const editMarket = (
  house: Administration,
  actor: Actor,
  id: string,
  { version, ...edit }: Edit,
  restores?: number,
): Promise<MarketFull> =>
  inTransaction(house.db, async (trx) => {
    const before = await findMarket(trx, id)
    if (!before) throw notFound('market', id)
    if (before.version !== version) throw changedMeanwhile(before, edit)
    const fields = differingFields(before, edit)
    if (fields.length === 0) return before
    const at = house.clock.now()
    if (edit.calendarId && fields.includes('calendarId')) await mustOpen(trx, edit.calendarId, at)
    if (!(await updateMarket(trx, id, version, edit)))
      throw changedMeanwhile((await findMarket(trx, id))!, edit)
    const after = (await findMarket(trx, id))!
    const changed = fields as (keyof typeof edit)[]
    await appendEvent(trx, marketChanged, { subjectId: id, actorId: actor.userId, at, data: { fields } })
    await house.audit(trx, {
      at,
      actorId: actor.userId,
      action: 'market.edit',
      outcome: 'ok',
      subjectKind: 'market',
      subjectId: id,
      data: {
        fields,
        ...(restores !== undefined && { restores }),
        from: Object.fromEntries(changed.map((field) => [field, before[field]])),
        to: Object.fromEntries(changed.map((field) => [field, after[field]])),
      },
    })
    await keepVersion(trx, {
      kind: 'market',
      subjectId: id,
      before: { version, state: marketState(before) },
      after: { version: after.version, state: marketState(after) },
      actorId: actor.userId,
      at,
      restores,
    })
    return after
  })

/** By any other calendar a claim's clock would never end. One there is not is refused by the row that names it. */
const mustOpen = async (trx: Trx, calendarId: string, now: number): Promise<void> => {
  const hours = await holdHours(trx, calendarId)
  if (hours && nextOpening(hours, now) === null) throw invalid({ calendarId: 'never_opens' })
}
