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

const EPOCH_MS = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`

const running = (q: Queryable) =>
  q('claim_clocks as k')
    .join('claims as cl', 'cl.id', 'k.claim_id')
    .join('clients as c', 'c.id', 'cl.client_id')
    .whereNull('k.stopped_at')
    .select('k.*', 'cl.market_id', 'cl.category_id', 'cl.severity', 'cl.client_id', 'cl.opened_at')
    .select('cl.sent_at', 'cl.presented_at', 'cl.number', { client_name: 'c.name', client_kind: 'c.kind' })
    .select({
      tags: q.raw(`array(select t.tag_id::text from client_tags t where t.client_id = cl.client_id)`),
      returns: q.raw(`(select count(distinct b.started_at)::int from claim_clocks b
                        where b.claim_id = cl.id and b.kind = 'final-answer' and b.started_by = 'owed-again')`),
      holds: q.raw(`coalesce((select jsonb_agg(jsonb_build_object('from_at', ${EPOCH_MS('h.from_at')},
                                'to_at', ${EPOCH_MS('h.to_at')}, 'ends_at', ${EPOCH_MS('h.ends_at')}))
                                from claim_holds h where h.claim_id = cl.id), '[]')`),
    })

/** Claims with clocks that run, the next ones after an id. */
export const listRunningClaims = (q: Queryable, after: string | null, limit: number): Promise<string[]> => {
  const query = q('claim_clocks')
    .whereNull('stopped_at')
    .distinct('claim_id')
    .orderBy('claim_id')
    .limit(limit)
  if (after) query.where('claim_id', '>', after)
  return query.pluck('claim_id')
}

/** The next claims after an id with clocks of older policies than this. */
export const listOlderClaims = (
  q: Queryable,
  { version, after }: { version: number; after: string | null },
  limit: number,
): Promise<string[]> => {
  const query = q('claim_clocks').whereNull('stopped_at').where('policy_version', '<', version)
  if (after) query.where('claim_id', '>', after)
  return query.distinct('claim_id').orderBy('claim_id').limit(limit).pluck('claim_id')
}

/** Those of them that nobody is at, locked. */
export const lockFreeClaims = (trx: Trx, claimIds: string[]): Promise<string[]> =>
  trx('claims').whereIn('id', claimIds).orderBy('id').forUpdate().skipLocked().pluck('id')

/** Every clock of these claims that runs. */
export const listRunningOf = (q: Queryable, claimIds: string[]): Promise<RunningClock[]> =>
  running(q).whereIn('k.claim_id', claimIds)

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
            steps = p.steps::jsonb, escalate_at = p.escalate_at, policy_version = :version
       from jsonb_to_recordset(:rows::jsonb) as p(id uuid, started_at timestamptz, deadline_at timestamptz,
              deadline_basis text, steps text, escalate_at timestamptz)
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
