/** SQL over all clocks that run, in batches: what another policy would make of them, and what it makes. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { ClockPlan } from '#shared/claims/clock-plan.ts'
import { type ClockRow, columnsOf } from '../clock.store.ts'
import type { HoldRow } from '../holds/hold.store.ts'
import type { ClockedClaim } from '../plan-clocks.ts'

export type RunningClock = ClockRow &
  ClockedClaim & {
    number: string
    client_name: string
    client_kind: string
    tags: string[]
    returns: number
    /** Moments in epoch ms. */
    holds: Pick<HoldRow, 'from_at' | 'to_at' | 'ends_at'>[]
  }

/** Claims with clocks that run, the next ones after an id. */
export const listRunningClaims = (q: Queryable, after: string | null, limit: number): Promise<string[]> => {
  const query = q('claim_clocks').whereNull('stopped_at')
  if (after) query.where('claim_id', '>', after)
  return query.groupBy('claim_id').orderBy('claim_id').limit(limit).pluck('claim_id')
}

export type OlderClaim = { policy_version: number; claim_id: string }

/** The next claims with clocks of older policies than this, in the order of the index; `after` is the last one seen of it. */
export const listOlderClaims = (
  q: Queryable,
  { version, after }: { version: number; after: OlderClaim | null },
  limit: number,
): Promise<OlderClaim[]> => {
  const query = q('claim_clocks').whereNull('stopped_at').where('policy_version', '<', version)
  if (after)
    query.whereRaw('(policy_version, claim_id) > (?::int, ?::uuid)', [after.policy_version, after.claim_id])
  const key = ['policy_version', 'claim_id'] as const
  return query
    .groupBy(key)
    .orderBy([...key])
    .limit(limit)
    .select(key)
}

/** Those of them that nobody is at, locked. */
export const lockFreeClaims = (trx: Trx, claimIds: string[]): Promise<string[]> =>
  trx('claims').whereIn('id', claimIds).orderBy('id').forUpdate().skipLocked().pluck('id')

/** Every clock of these claims that runs. */
export const listRunningOf = async (q: Queryable, claimIds: string[]): Promise<RunningClock[]> => {
  const rows: Omit<RunningClock, 'tags' | 'returns' | 'holds'>[] = await q('claim_clocks as k')
    .join('claims as cl', 'cl.id', 'k.claim_id')
    .join('clients as c', 'c.id', 'cl.client_id')
    .whereIn('k.claim_id', claimIds)
    .whereNull('k.stopped_at')
    .select('k.*', 'cl.market_id', 'cl.category_id', 'cl.severity', 'cl.client_id', 'cl.opened_at')
    .select('cl.sent_at', 'cl.presented_at', 'cl.brought_at', 'cl.number', {
      client_name: 'c.name',
      client_kind: 'c.kind',
    })
  const tags = byKey(await listTagsOf(q, [...new Set(rows.map(({ client_id }) => client_id))]))
  const holds = byKey(await listHoldsOf(q, claimIds))
  const returns = byKey(await countReturnsOf(q, claimIds))
  return rows.map((row) => ({
    ...row,
    tags: (tags.get(row.client_id) ?? []).map(({ tag_id }) => tag_id),
    holds: holds.get(row.claim_id) ?? [],
    returns: returns.get(row.claim_id)?.[0]?.n ?? 0,
  }))
}

const byKey = <R extends { of: string }>(rows: readonly R[]): Map<string, R[]> => {
  const found = new Map<string, R[]>()
  for (const row of rows) found.set(row.of, [...(found.get(row.of) ?? []), row])
  return found
}

const listTagsOf = (q: Queryable, clientIds: string[]): Promise<{ of: string; tag_id: string }[]> =>
  q('client_tags').whereIn('client_id', clientIds).select({ of: 'client_id' }, 'tag_id')

type HoldOf = RunningClock['holds'][number] & { of: string }
const listHoldsOf = (q: Queryable, claimIds: string[]): Promise<HoldOf[]> =>
  q('claim_holds').whereIn('claim_id', claimIds).select({ of: 'claim_id' }, 'from_at', 'to_at', 'ends_at')

/** As `countReturns`. */
const countReturnsOf = (q: Queryable, claimIds: string[]): Promise<{ of: string; n: number }[]> =>
  q('claim_clocks')
    .whereIn('claim_id', claimIds)
    .where({ kind: 'final-answer', started_by: 'owed-again' })
    .groupBy('claim_id')
    .select({ of: 'claim_id' })
    .countDistinct({ n: 'started_at' })

/** In one statement; a plan of null only marks that the policy has been applied. */
export const replaceClocks = async (
  trx: Trx,
  version: number,
  clocks: readonly { id: string; plan: ClockPlan | null }[],
): Promise<void> => {
  const planned = clocks.flatMap(({ id, plan }) => (plan ? [{ id, ...columnsOf(plan) }] : []))
  await trx.raw(
    `update claim_clocks k
        set started_at = p.started_at, deadline_at = p.deadline_at, deadline_basis = p.deadline_basis::jsonb,
            steps = p.steps::jsonb, next_step = p.next_step, escalate_at = p.escalate_at, policy_version = :version
       from jsonb_to_recordset(:rows::jsonb) as p(id uuid, started_at timestamptz, deadline_at timestamptz,
              deadline_basis text, steps text, next_step int, escalate_at timestamptz)
      where k.id = p.id and k.stopped_at is null`,
    { version, rows: JSON.stringify(planned) },
  )
  const rest = clocks.filter(({ plan }) => !plan).map(({ id }) => id)
  if (rest.length > 0) await trx('claim_clocks').whereIn('id', rest).update({ policy_version: version })
}

/** What the claims' own rows repeat of their strictest clock. */
export const showAllOnDesk = async (trx: Trx, claimIds: string[]): Promise<void> => {
  await trx.raw(
    `update claims cl set deadline_at = k.deadline_at
       from (select claim_id, min(deadline_at) as deadline_at from claim_clocks
              where claim_id = any(:ids::uuid[]) and stopped_at is null group by claim_id) k
      where cl.id = k.claim_id and cl.deadline_at is distinct from k.deadline_at`,
    { ids: claimIds },
  )
}

export const countOlder = async (q: Queryable, version: number): Promise<number> => {
  const row = await q('claim_clocks')
    .whereNull('stopped_at')
    .where('policy_version', '<', version)
    .count({ n: '*' })
    .first<{ n: number }>()
  return row?.n ?? 0
}

/** The newest version that is to be applied to what runs, and has not been to all of it. */
export const findUnapplied = async (q: Queryable): Promise<number | null> =>
  (
    await q('claim_policies')
      .where({ applies: true })
      .whereNull('done_at')
      .max({ version: 'version' })
      .first()
  )?.version ?? null

export const markApplied = (trx: Trx, version: number, at: number): Promise<number> =>
  trx('claim_policies')
    .where({ applies: true })
    .whereNull('done_at')
    .where('version', '<=', version)
    .update({ done_at: new Date(at) })
