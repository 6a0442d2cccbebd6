/** SQL of how much a role may approve on one claim, and of who may approve so much. */
import type { Queryable, Trx } from '#server/platform/database.ts'

export type LimitRow = {
  role_id: string
  name_ru: string
  name_en: string
  limit_minor: number | null
  currency: string | null
}

/** Every role, with its limit or without. */
export const listLimitRows = (q: Queryable): Promise<LimitRow[]> =>
  q('roles as r').leftJoin('compensation_limits as l', 'l.role_id', 'r.id').orderBy('r.id').select({
    role_id: 'r.id',
    name_ru: 'r.name_ru',
    name_en: 'r.name_en',
    limit_minor: 'l.limit_minor',
    currency: 'l.currency',
  })

/** The largest limit among the user's roles; one set in another currency than the house's counts for nothing. */
export const limitOfUser = async (q: Queryable, userId: string, house: string): Promise<number | null> =>
  (
    await q('user_roles as ur')
      .join('compensation_limits as l', 'l.role_id', 'ur.role_id')
      .where({ 'ur.user_id': userId, 'l.currency': house })
      .max({ limit: 'l.limit_minor' })
      .first()
  )?.limit ?? null

/** False: there is no such role. Null takes the limit away. */
export const putLimit = async (
  trx: Trx,
  limit: { roleId: string; limitMinor: number | null; currency: string; setBy: string; at: number },
): Promise<boolean> => {
  const role = await trx('roles').where({ id: limit.roleId }).forShare().first('id')
  if (!role) return false
  if (limit.limitMinor === null) {
    await trx('compensation_limits').where({ role_id: limit.roleId }).delete()
    return true
  }
  await trx('compensation_limits')
    .insert({
      role_id: limit.roleId,
      limit_minor: limit.limitMinor,
      currency: limit.currency,
      set_by: limit.setBy,
      set_at: new Date(limit.at),
    })
    .onConflict('role_id')
    .merge()
  return true
}

/** Who can decide so much on a claim of the market, besides the one who proposed it. */
export const listApprovers = (
  q: Queryable,
  asked: { houseMinor: number; house: string; marketId: string; besides: string },
): Promise<string[]> =>
  q('users as u')
    .where('u.active', true)
    .whereNot('u.id', asked.besides)
    .whereExists((limit) =>
      limit
        .from('user_roles as ur')
        .join('compensation_limits as l', 'l.role_id', 'ur.role_id')
        .whereRaw('ur.user_id = u.id')
        .where('l.currency', asked.house)
        .where('l.limit_minor', '>=', asked.houseMinor)
        .select(q.raw('1')),
    )
    .whereExists((grant) =>
      grant
        .from('user_roles as ur')
        .join('role_grants as g', 'g.role_id', 'ur.role_id')
        .whereRaw('ur.user_id = u.id')
        .where('g.permission', 'compensation.approve')
        .where((scope) =>
          scope
            .where('g.scope', 'all')
            .orWhere((market) => market.where('g.scope', 'market').where('u.market_id', asked.marketId)),
        )
        .select(q.raw('1')),
    )
    .orderBy('u.id')
    .pluck('u.id')
