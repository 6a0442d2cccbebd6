/** SQL of the deadline policies: each version there was, and what of a claim its rule is chosen by. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { Severity } from '#shared/claims/claim.state.ts'
import {
  type ClaimPolicy,
  claimRules,
  defaultPolicy,
  type PolicyFacts,
} from '#shared/claims/deadline-policy.ts'
import type { Named } from '#shared/sales/product.contract.ts'

const policyOf = (row: { version: number; rules: unknown }): ClaimPolicy => ({
  version: row.version,
  ...claimRules.parse(row.rules),
})

/** The newest version; the built-in one (version 0) until there is any. */
export const readPolicy = async (q: Queryable): Promise<ClaimPolicy> => {
  const row = await q('claim_policies').orderBy('version', 'desc').first('version', 'rules')
  return row ? policyOf(row) : defaultPolicy
}

/** The built-in one stands for a version there never was. */
export const readPolicyVersion = async (q: Queryable, version: number): Promise<ClaimPolicy> => {
  const row = await q('claim_policies').where({ version }).first('version', 'rules')
  return row ? policyOf(row) : defaultPolicy
}

/** A new version: claims whose clocks run keep the one they began under, unless it is applied to them. */
export const putPolicy = async (
  trx: Trx,
  policy: {
    rules: ClaimPolicy['rules']
    createdBy: string | null
    now: number
    restores?: number | null
    applies?: boolean
  },
): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { version: number }[] }>(
    `insert into claim_policies (version, rules, created_at, created_by, restores, applies)
     select coalesce(max(version), 0) + 1, :rules::jsonb, :at::timestamptz, :by::uuid, :restores::int, :applies
       from claim_policies
     returning version`,
    {
      rules: JSON.stringify(claimRules.parse({ rules: policy.rules })),
      at: new Date(policy.now),
      by: policy.createdBy,
      restores: policy.restores ?? null,
      applies: policy.applies ?? false,
    },
  )
  return rows[0]?.version as number
}

/** Two who save at once do so one after the other. */
export const lockPolicies = async (trx: Trx): Promise<void> => {
  await trx.raw('lock table claim_policies in share row exclusive mode')
}

export type PolicyVersion = {
  version: number
  rules: ClaimPolicy['rules']
  created_at: number | null
  saved_by: string | null
  restores: number | null
}

/** Newest first. */
export const listPolicyVersions = async (q: Queryable, limit: number): Promise<PolicyVersion[]> => {
  const rows = await q('claim_policies as p')
    .leftJoin('users as u', 'u.id', 'p.created_by')
    .orderBy('p.version', 'desc')
    .limit(limit)
    .select('p.version', 'p.rules', 'p.created_at', 'p.restores', { saved_by: 'u.name' })
  return rows.map((row) => ({ ...row, ...policyOf(row) }))
}

export const listRoles = (q: Queryable): Promise<Named[]> =>
  q('roles').orderBy('code').select({ id: 'id', code: 'code', nameRu: 'name_ru', nameEn: 'name_en' })

/** Enough to choose from; those that rules name are among them whatever their number. */
export const listTags = (q: Queryable, named: string[]): Promise<{ id: string; name: string }[]> =>
  q('tags').orderByRaw('id = any(?::uuid[]) desc, name', [named]).limit(500).select('id', 'name')

type ClaimLike = { client_id: string; market_id: string; category_id: string; severity: Severity }

export const readPolicyFacts = async (q: Queryable, claim: ClaimLike): Promise<PolicyFacts> => {
  const client = await q('clients').where({ id: claim.client_id }).first('kind')
  const tags: string[] = await q('client_tags').where({ client_id: claim.client_id }).pluck('tag_id')
  return {
    marketId: claim.market_id,
    categoryId: claim.category_id,
    severity: claim.severity,
    clientClasses: [client.kind, ...tags.map((id) => `tag:${id}`)],
  }
}
