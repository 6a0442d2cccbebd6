/** What becomes of many claims: products, batches, causes, stages, clocks, closings, ratings, money, actions; for figures. */
import type { Database } from '#server/platform/database.ts'

const DAY = `interval '1 day'`
/** The number that `fillClaims` gave it. */
const N = `substring(c.number from 6)::int`

/**
 * Of the claims that `fillClaims` put in: one in three is closed, on every ground in turn, and some of those were opened
 * again; the others stand in every stage that owes an answer. One in five is of no product, one in four of no cause.
 * @param now epoch ms
 */
export const tellClaims = async (
  db: Database,
  { now, userId }: { now: number; userId: string },
): Promise<void> => {
  const at = new Date(now)
  await db.raw(`
    insert into product_groups (code, name_ru, name_en)
    select 'told-' || n, 'Группа ' || n, 'Group ' || n from generate_series(1, 2) n on conflict do nothing`)
  await db.raw(`
    insert into products (group_id, code, name_ru, name_en, unit)
    select g.id, g.code || '-' || n, 'Товар ' || g.code || n, 'Product ' || g.code || n, case g.code when 'told-1' then 't' else 'pcs' end
      from product_groups g, generate_series(1, 2) n where g.code like 'told-%' on conflict do nothing`)
  await db.raw(
    `with pr as (select array_agg(id order by code) as ids from products where code like 'told-%'),
          ca as (select array_agg(id order by code) as ids from claim_causes)
     update claims c
        set product_id = case when ${N} % 5 > 0 then pr.ids[${N} % 5] end,
            cause_id = case when ${N} % 4 > 0 then ca.ids[1 + (${N} % 7) * (${N} % 7) % 7] end,
            claimed_minor = case when ${N} % 2 = 0 then ${N} * 100 end,
            agreed_minor = case when ${N} % 6 = 0 then ${N} * 50 end,
            currency = case when ${N} % 14 = 0 then 'CNY' when ${N} % 2 = 0 then 'RUB' end,
            opened_at = :at::timestamptz - make_interval(mins => (${N} * 7919) % 144000),
            state = (array['received', 'acknowledged', 'assessed', 'investigated', 'proposed', 'approved', 'disputed'])[1 + ${N} % 7]
       from pr, ca where c.number like 'MANY-%'`,
    { at },
  )
  await db.raw(
    `insert into claim_products (claim_id, position, product_id, batch)
     select c.id, 1, c.product_id, 'П-' || (${N} % 13) from claims c where c.number like 'MANY-%' and ${N} % 3 > 0
     union all
     select c.id, 2, c.product_id, 'п - ' || (${N} % 11) from claims c where c.number like 'MANY-%' and ${N} % 9 = 1`,
  )
  await closeSome(db, at)
  await db.raw(
    `insert into claim_clocks (claim_id, kind, started_at, deadline_at, deadline_basis, steps)
     select c.id, k.kind, c.opened_at, c.deadline_at + k.after, '{}', '[]'
       from claims c, (values ('final-answer', interval '0'), ('acknowledge', -${DAY}), ('reply', ${DAY})) as k (kind, after)
      where c.closed_at is null and c.number like 'MANY-%' and (k.kind = 'final-answer' or ${N} % 3 = 1)`,
  )
  await db.raw(
    `insert into claim_stage_norms (state, category_id, p80_ms, n)
     select s.state, null, 16 * 3600000, 40 from (values ('received'), ('assessed'), ('disputed')) s (state)
     union all select 'received', id, 40 * 3600000, 25 from claim_categories where code = 'quality'`,
  )
  await db.raw(
    `insert into claim_ratings (claim_id, score, at)
     select c.id, 1 + ${N} % 5, c.closed_at + interval '1 hour' from claims c
      where c.closed_at is not null and ${N} % 2 = 0 and c.number like 'MANY-%'`,
  )
  await payAndMend(db, at, userId)
  for (const table of ['claims', 'claim_clocks', 'claim_closings', 'claim_products'])
    await db.raw(`analyze ${table}`)
}

const closeSome = async (db: Database, at: Date): Promise<void> => {
  await db.raw(
    `insert into claim_closings (claim_id, closed_at, ground, reopened_at)
     select c.id, least(c.opened_at + (${N} % 20) * ${DAY}, :at::timestamptz),
            (array['verified', 'silence', 'rejected', 'withdrawn', 'merged'])[1 + ${N} / 3 % 5],
            case when ${N} % 15 = 3 then least(c.opened_at + (1 + ${N} % 20) * ${DAY}, :at::timestamptz) end
       from claims c where ${N} % 3 = 0 and c.number like 'MANY-%'`,
    { at },
  )
  // Some came back and were closed once more: two closings of one claim.
  await db.raw(
    `insert into claim_closings (claim_id, closed_at, ground)
     select k.claim_id, k.reopened_at + interval '1 hour', 'verified' from claim_closings k join claims c on c.id = k.claim_id
      where k.reopened_at is not null and ${N} % 2 = 0`,
  )
  await db.raw(
    `update claims c
        set state = 'closed', closed_at = k.closed_at, closing_ground = k.ground, clock_stopped_at = k.closed_at
       from claim_closings k where k.claim_id = c.id and k.reopened_at is null`,
  )
}

const payAndMend = async (db: Database, at: Date, userId: string): Promise<void> => {
  await db.raw(
    `insert into compensations (claim_id, kind, amount_minor, currency, reason, state, proposed_by, proposed_at, decided_by,
                                decided_at, own_limit, rate, rate_on, house_minor, house_currency, voided_by, voided_at)
     select c.id, 'refund', ${N} * 10, 'RUB', '', case when ${N} % 8 = 0 then 'voided' else 'approved' end, :user, c.opened_at, :user,
            c.opened_at + interval '1 hour', true, 1, null, ${N} * 10, 'RUB',
            case when ${N} % 8 = 0 then :user::uuid end, case when ${N} % 8 = 0 then c.opened_at + 30 * ${DAY} end
       from claims c where ${N} % 4 = 0 and c.number like 'MANY-%'`,
    { user: userId },
  )
  await db.raw(
    `with made as (
       insert into tasks (kind, state, title, claim_id, owner_id, due_at, done_at)
       select 'corrective', case when ${N} % 14 = 0 then 'done' else 'open' end, 'x', c.id, :user,
              :at::timestamptz + ((${N} % 9) - 4) * ${DAY}, case when ${N} % 14 = 0 then :at::timestamptz end
         from claims c where ${N} % 7 = 0 and c.number like 'MANY-%' returning id, claim_id)
     insert into claim_actions (claim_id, kind, task_id) select claim_id, 'corrective', id from made`,
    { user: userId, at },
  )
}
