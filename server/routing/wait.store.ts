/** Why clients waited: a row whenever the grounds became others; kept 30 days. */
import { kindsOf, type Situation } from '#shared/routing/situation.ts'
import type { Queryable } from '../platform/database.ts'

export type WaitRow = { at: number; grounds: Situation }

/** A client whom agents come and go for is told of so often and no more. */
const MOST_ROWS = 200

/** Only what differs from the last row of its interaction is written: another node may have told it already. */
export const insertWaits = async (
  db: Queryable,
  waits: readonly { interactionId: string; situation: Situation }[],
  at: number,
): Promise<void> => {
  await db.raw(
    `insert into routing_waits (interaction_id, at, kinds, grounds)
     select new.interaction_id, :at, new.kinds, new.grounds
       from jsonb_to_recordset(:waits) as new (interaction_id uuid, kinds text, grounds jsonb)
       cross join lateral (
         select count(*) as rows, (array_agg(w.kinds order by w.id desc))[1] as last
           from routing_waits w where w.interaction_id = new.interaction_id
       ) before
      where before.last is distinct from new.kinds and before.rows < :most`,
    {
      at: new Date(at),
      most: MOST_ROWS,
      waits: JSON.stringify(
        waits.map(({ interactionId, situation }) => ({
          interaction_id: interactionId,
          kinds: kindsOf(situation),
          grounds: situation,
        })),
      ),
    },
  )
}

/** The earliest first. */
export const waitsOf = (db: Queryable, interactionId: string): Promise<WaitRow[]> =>
  db('routing_waits')
    .where({ interaction_id: interactionId })
    .orderBy('id')
    .limit(MOST_ROWS)
    .select<WaitRow[]>('at', 'grounds')
