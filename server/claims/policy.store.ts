/** SQL of what claims are judged by: categories, deadline policies, the market's calendar. */
import type { Dictionary } from '#server/organisation/index.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import {
  type ClaimPolicy,
  claimRules,
  defaultPolicy,
  type MarketCalendar,
  marketCalendar,
} from '#shared/claims/deadline-policy.ts'
import type { Named } from '#shared/sales/product.contract.ts'

/** As the administration of lists edits it. */
export const categoryDictionary: Dictionary = {
  code: 'claim-categories',
  table: 'claim_categories',
  shape: 'flat',
  active: { column: 'active', on: true },
}

export const causeDictionary: Dictionary = {
  code: 'claim-causes',
  table: 'claim_causes',
  shape: 'flat',
  active: { column: 'active', on: true },
}

const names = { id: 'id', code: 'code', nameRu: 'name_ru', nameEn: 'name_en' }

export const isActiveCategory = async (q: Queryable, id: string): Promise<boolean> =>
  Boolean(await q('claim_categories').where({ id, active: true }).first('id'))

export const listCategories = (q: Queryable): Promise<Named[]> =>
  q('claim_categories').where({ active: true }).orderBy(['position', 'code']).select(names)

export const listMarkets = (q: Queryable): Promise<Named[]> => q('markets').orderBy('code').select(names)

/** By its code: there is one of it afterwards, with these names. Answers its id. */
export const putClaimCategory = async (
  trx: Trx,
  category: { code: string; nameRu: string; nameEn: string; position?: number; active?: boolean },
): Promise<string> => {
  const [put] = await trx('claim_categories')
    .insert({
      code: category.code,
      name_ru: category.nameRu,
      name_en: category.nameEn,
      position: category.position ?? 0,
      active: category.active ?? true,
    })
    .onConflict('code')
    .merge()
    .returning('id')
  return (put as { id: string }).id
}

/** The newest version; the built-in one (version 0) until there is any. */
export const readPolicy = async (q: Queryable): Promise<ClaimPolicy> => {
  const row = await q('claim_policies').orderBy('version', 'desc').first('version', 'rules')
  return row ? { version: row.version, rules: claimRules.parse(row.rules) } : defaultPolicy
}

/** A new version: claims whose clock runs keep the one they began under. */
export const putPolicy = async (
  trx: Trx,
  policy: { rules: ClaimPolicy['rules']; createdBy: string | null; now: number },
): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { version: number }[] }>(
    `insert into claim_policies (version, rules, created_at, created_by)
     select coalesce(max(version), 0) + 1, :rules::jsonb, :at::timestamptz, :by::uuid from claim_policies
     returning version`,
    {
      rules: JSON.stringify(claimRules.parse(policy.rules)),
      at: new Date(policy.now),
      by: policy.createdBy,
    },
  )
  return rows[0]?.version as number
}

/** Throws when the stored hours are not of the calendar's shape. */
export const readMarketCalendar = async (q: Queryable, marketId: string): Promise<MarketCalendar> => {
  const row = await q('markets as m')
    .join('calendars as c', 'c.id', 'm.calendar_id')
    .where('m.id', marketId)
    .first({
      id: 'c.id',
      code: 'c.code',
      marketZone: 'm.zone',
      zone: 'c.zone',
      week: 'c.week',
      exceptions: 'c.exceptions',
    })
  return marketCalendar.parse(row)
}
