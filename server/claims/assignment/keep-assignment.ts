/** Who takes which claims, as a lead sees and sets it. */
import { audit } from '#server/identity/index.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inTransaction, type Queryable, type Trx } from '#server/platform/database.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import type { Platform } from '#server/platform/platform.ts'
import type {
  ClaimAbsence,
  readAssignment as contract,
} from '#shared/claims/assignment/assignment.contract.ts'
import { personOf } from '../person.present.ts'
import {
  type AbsenceRow,
  deleteAbsence,
  insertAbsence,
  listAbsences,
  listMarketsAssigned,
  putTerms,
  setAutomatic,
  type TermsRow,
} from './assignment.store.ts'
import { knowHandlers } from './know-handlers.ts'
import { todayIn } from './today.ts'

type Assignment = (typeof contract.reply)['_output']

const presentAbsence = (row: AbsenceRow): ClaimAbsence => ({
  id: row.id,
  user: { id: row.user_id, name: row.user_name },
  fromOn: row.from_on,
  toOn: row.to_on,
  substitute: personOf(row.substitute_id, row.substitute_name),
})

export const readAssignment = async (q: Queryable, now: number): Promise<Assignment> => {
  const markets = await listMarketsAssigned(q)
  const handlers = await knowHandlers(
    q,
    markets.map(({ id }) => id),
  )
  const today = todayIn(markets[0]?.zone ?? 'UTC', now)
  const absences = (await listAbsences(q, today)).map(presentAbsence)
  const awayNow = (userId: string) =>
    absences.find(({ user, fromOn, toOn }) => user.id === userId && fromOn <= today && today <= toOn)
  return {
    markets: markets.map(({ id, code, name_ru, name_en, automatic, waiting }) => ({
      id,
      code,
      nameRu: name_ru,
      nameEn: name_en,
      automatic,
      waiting,
    })),
    handlers: handlers.map(({ id, name, categories, languages, most, open }) => {
      const away = awayNow(id)
      return {
        id,
        name,
        categories: [...categories],
        languages: [...languages],
        most,
        open,
        awayTo: away?.toOn ?? null,
        substitute: away?.substitute ?? null,
      }
    }),
    absences,
  }
}

const leave = (
  trx: Trx,
  { actor, at }: { actor: Actor; at: number },
  entry: { action: string; subjectId: string; data: Record<string, unknown> },
) => audit(trx, { at, actorId: actor.userId, outcome: 'ok', subjectKind: 'claim-assignment', ...entry })

/** @throws 404 */
export const setMarketAssignment = (
  { db, clock }: Platform,
  actor: Actor,
  id: string,
  automatic: boolean,
): Promise<void> =>
  inTransaction(db, async (trx) => {
    if (!(await setAutomatic(trx, id, automatic))) throw notFound('market', id)
    const action = 'claim-assignment.market'
    await leave(trx, { actor, at: clock.now() }, { action, subjectId: id, data: { automatic } })
  })

const mustHandle = async (trx: Trx, fields: Record<string, string | null>): Promise<void> => {
  const markets = await listMarketsAssigned(trx)
  const handlers = await knowHandlers(
    trx,
    markets.map(({ id }) => id),
  )
  const wrong = Object.entries(fields).filter(([, id]) => id && !handlers.some((one) => one.id === id))
  if (wrong.length > 0) throw invalid(Object.fromEntries(wrong.map(([field]) => [field, 'may_not_handle'])))
}

/** @throws 422 `may_not_handle` for who handles no claims */
export const setHandlerTerms = (
  { db, clock }: Platform,
  actor: Actor,
  row: Omit<TermsRow, 'last_at'>,
): Promise<void> =>
  inTransaction(db, async (trx) => {
    await mustHandle(trx, { id: row.user_id })
    await putTerms(trx, row)
    const { user_id: subjectId, ...data } = row
    await leave(trx, { actor, at: clock.now() }, { action: 'claim-assignment.terms', subjectId, data })
  })

/** @throws 422 by field */
export const addAbsence = (
  { db, clock }: Platform,
  actor: Actor,
  body: { userId: string; fromOn: string; toOn: string; substituteId: string | null },
): Promise<ClaimAbsence> =>
  inTransaction(db, async (trx) => {
    const { userId, fromOn, toOn, substituteId } = body
    if (toOn < fromOn) throw invalid({ toOn: 'ends_before_it_begins' })
    if (substituteId === userId) throw invalid({ substituteId: 'same_person' })
    await mustHandle(trx, { userId, substituteId })
    const made = { user_id: userId, from_on: fromOn, to_on: toOn, substitute_id: substituteId }
    const at = clock.now()
    const id = await insertAbsence(trx, { ...made, made_by: actor.userId, made_at: new Date(at) })
    const data = { fromOn, toOn, substituteId }
    await leave(trx, { actor, at }, { action: 'claim-assignment.absence', subjectId: userId, data })
    const row = (await listAbsences(trx, fromOn)).find((one) => one.id === id)
    return presentAbsence(row as AbsenceRow)
  })

/** @throws 404 */
export const removeAbsence = ({ db, clock }: Platform, actor: Actor, id: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    if (!(await deleteAbsence(trx, id))) throw notFound('absence', id)
    const action = 'claim-assignment.absence-removed'
    await leave(trx, { actor, at: clock.now() }, { action, subjectId: id, data: {} })
  })
