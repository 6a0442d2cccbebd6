/** How much each role may approve on one claim: shown, and set. */
import { audit } from '#server/identity/index.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { notFound } from '#server/platform/errors.ts'
import { type Doing, readHouse } from '#server/sales/index.ts'
import type { LimitsView } from '#shared/claims/compensation/compensation.contract.ts'
import { listLimitRows, putLimit } from './limit.store.ts'

export const showLimits = async (q: Queryable): Promise<LimitsView> => {
  const { currency: house } = await readHouse(q)
  return {
    houseCurrency: house,
    limits: (await listLimitRows(q)).map((row) => ({
      role: { id: row.role_id, nameRu: row.name_ru, nameEn: row.name_en },
      limitMinor: row.currency === house ? row.limit_minor : null,
      outdated: row.currency !== null && row.currency !== house,
    })),
  }
}

/** In the house currency; null: nothing alone. Throws 404 for a role that is not there. */
export const setLimit = async (
  trx: Trx,
  { actor, now }: Doing,
  roleId: string,
  limitMinor: number | null,
): Promise<LimitsView> => {
  const { currency } = await readHouse(trx)
  const put = await putLimit(trx, { roleId, limitMinor, currency, setBy: actor.userId, at: now })
  if (!put) throw notFound('role', roleId)
  await audit(trx, {
    at: now,
    actorId: actor.userId,
    action: 'compensation.limit',
    outcome: 'ok',
    subjectKind: 'role',
    subjectId: roleId,
    data: { limitMinor, currency },
  })
  return showLimits(trx)
}
