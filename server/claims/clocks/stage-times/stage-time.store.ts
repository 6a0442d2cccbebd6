/** SQL of how long claims still take from a stage to their answer. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { StageNorm } from '#shared/claims/breach-risk.ts'
import type { ClaimState } from '#shared/claims/claim.state.ts'

export type StageTime = { state: ClaimState; enteredAt: number; leftMs: number }

export const insertStageTimes = async (
  trx: Trx,
  of: { clockId: string; claimId: string; categoryId: string; stoppedAt: number },
  times: readonly StageTime[],
): Promise<void> => {
  await trx('claim_stage_times')
    .insert(
      times.map(({ state, enteredAt, leftMs }) => ({
        clock_id: of.clockId,
        claim_id: of.claimId,
        category_id: of.categoryId,
        state,
        entered_at: new Date(enteredAt),
        stopped_at: new Date(of.stoppedAt),
        left_ms: leftMs,
      })),
    )
    .onConflict(['clock_id', 'state', 'entered_at'])
    .ignore()
}

/** Of what was answered since; rows of stages of which nothing is known any more go. */
export const refreshNorms = async (trx: Trx, since: number): Promise<void> => {
  await trx('claim_stage_norms').delete()
  await trx.raw(
    `insert into claim_stage_norms (state, category_id, p80_ms, n)
     select state, category_id, percentile_disc(0.8) within group (order by left_ms), count(*)
       from claim_stage_times where stopped_at > ?::timestamptz
      group by grouping sets ((state), (state, category_id))`,
    [new Date(since)],
  )
}

export const listNorms = async (
  q: Queryable,
): Promise<(StageNorm & { state: string; categoryId: string | null })[]> =>
  q('claim_stage_norms').select('state', 'n', { categoryId: 'category_id', p80Ms: 'p80_ms' })

/** The strictest final answer that each of these claims owes; none for those that owe none. Epoch ms. */
export const listFinalDeadlines = async (
  q: Queryable,
  claimIds: readonly string[],
): Promise<Map<string, number>> => {
  const rows: { claim_id: string; at: number }[] = await q('claim_clocks')
    .whereIn('claim_id', [...claimIds])
    .where({ kind: 'final-answer' })
    .whereNull('stopped_at')
    .groupBy('claim_id')
    .select('claim_id')
    .min({ at: 'deadline_at' })
  return new Map(rows.map(({ claim_id, at }) => [claim_id, at]))
}

/** Also those that are not chosen any more: claims of theirs may still be open. */
export const listCategoryIds = (q: Queryable): Promise<string[]> => q('claim_categories').pluck('id')
