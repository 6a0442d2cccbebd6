/** When the storm is over: every call is accounted for exactly once, and nobody is left busy. */
import { expect } from 'vitest'
import type { Database } from '#server/platform/database.ts'
import { eventually, PATIENCE_MS } from './hub.ts'

const one = async (db: Database, sql: string): Promise<Record<string, number>> => {
  const { rows } = await db.raw<{ rows: Record<string, number>[] }>(sql)
  return rows[0] ?? {}
}

/** Each as it should be, so that a failure shows all that is wrong at once. */
const accounts = async (db: Database) => ({
  ...(await one(
    db,
    `select count(*)::int as calls, count(*) filter (where state <> 'ended')::int as calls_open from calls`,
  )),
  ...(await one(
    db,
    `select count(*)::int as interactions, count(distinct call_id)::int as interactions_of_calls,
            count(*) filter (where state <> 'closed' or outcome is null)::int as interactions_open
       from interactions`,
  )),
  ...(await one(
    db,
    `select count(*)::int as closings, count(distinct subject_id)::int as closings_apart
       from events where kind = 'interaction.closed'`,
  )),
  ...(await one(
    db,
    `select count(*)::int as lines, count(distinct subject_id)::int as lines_apart
       from record_lines where kind = 'interaction.closed'`,
  )),
  ...(await one(
    db,
    `select (select count(*) from busy_leases)::int as leases,
            (select count(*) from offers where state = 'pending')::int as offers_pending,
            (select count(*) from talks)::int - (select count(*) from offers where state = 'accepted')::int
              as talks_without_offer,
            (select count(*) from talks where to_at is null)::int as talks_open,
            (select count(*) from outbox where state <> 'done')::int as effects_undone`,
  )),
  ...(await one(
    db,
    `select count(*)::int as talks_at_once from talks a join talks b on a.id < b.id
        and (a.user_id = b.user_id or a.interaction_id = b.interaction_id)
      where tstzrange(a.from_at, a.to_at) && tstzrange(b.from_at, b.to_at)`,
  )),
  ...(await one(
    db,
    `select count(*)::int as offers_at_once from offers a join offers b on a.id < b.id
        and (a.user_id = b.user_id or a.interaction_id = b.interaction_id)
      where tstzrange(a.made_at, a.ended_at) && tstzrange(b.made_at, b.ended_at)`,
  )),
})

export const expectAccounted = (db: Database, calls: number, withinMs = PATIENCE_MS): Promise<void> =>
  eventually(
    async () =>
      expect(await accounts(db)).toEqual({
        calls,
        calls_open: 0,
        interactions: calls,
        interactions_of_calls: calls,
        interactions_open: 0,
        closings: calls,
        closings_apart: calls,
        lines: calls,
        lines_apart: calls,
        leases: 0,
        offers_pending: 0,
        talks_without_offer: 0,
        talks_open: 0,
        effects_undone: 0,
        talks_at_once: 0,
        offers_at_once: 0,
      }),
    withinMs,
  )
