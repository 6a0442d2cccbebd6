/** Thousands of open claims by one statement a table: for what has to hold at the size of a whole department’s work. */
import type { Database } from '#server/platform/database.ts'
import { claimStates } from '#shared/claims/claim.state.ts'

/** What went wrong, in the words that clients use; the texts of the claims are put together from them. */
const faults = [
  'Погнутые листы в пачке, кромка смята при разгрузке',
  'Ржавчина на трубах, упаковка была вскрыта',
  'Недостача трёх тонн арматуры против накладной',
  'Подшипник заклинило через неделю работы',
  'Не хватает сертификата на партию',
  'Счёт выставлен дважды за одну поставку',
  'Bent sheets in two bundles, edges crushed in transit',
  'Bearings seized after a week of running',
  'The certificate of the heat does not match the delivery',
  'Шов трубы разошёлся под давлением',
]

/**
 * Deadlines lie from five days ago to thirty days on, one claim in four is nobody’s, severity and category go round.
 * @param handlerIds who has the others, in turn
 */
export const fillClaims = async (
  db: Database,
  given: { count: number; marketIds: string[]; handlerIds: string[]; now: number },
): Promise<void> => {
  const { count, marketIds, handlerIds, now } = given
  const clients = Math.max(1, Math.round(count / 40))
  await db.raw(
    `insert into clients (kind, name, market_id)
     select 'company', 'Клиент ' || n, (?::uuid[])[1 + n % ?] from generate_series(1, ?::int) n`,
    [marketIds, marketIds.length, clients],
  )
  const texts = faults.map((fault) => `${fault}. `)
  await db.raw(
    `with cl as (select array_agg(id order by id) as ids, array_agg(market_id order by id) as markets
                   from clients where name like 'Клиент %'),
          ca as (select array_agg(id order by position) as ids from claim_categories)
     insert into claims (number, client_id, market_id, handler_id, category_id, severity, description, state, opened_at,
                         deadline_at)
     select 'MANY-' || lpad(n::text, 6, '0'), cl.ids[1 + n % :clients], cl.markets[1 + n % :clients],
            case when n % 4 > 0 then (:handlers::uuid[])[1 + n % :hands] end, ca.ids[1 + n % cardinality(ca.ids)],
            (array['low', 'normal', 'normal', 'high', 'critical'])[1 + n % 5],
            (:texts::text[])[1 + n % :faults] || (:texts::text[])[1 + (n / 7) % :faults] || 'Позиция ' || n, :state,
            date_trunc('second', :now::timestamptz) - make_interval(mins => (n * 37) % 20000),
            date_trunc('second', :now::timestamptz) + make_interval(mins => (n * 7919) % 50400 - 7200)
       from generate_series(1, :count::int) n, cl, ca`,
    {
      clients,
      handlers: handlerIds,
      hands: handlerIds.length,
      texts,
      faults: faults.length,
      state: claimStates.initial,
      now: new Date(now),
      count,
    },
  )
  await db.raw('analyze claims')
}
