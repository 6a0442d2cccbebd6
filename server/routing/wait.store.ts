/** Why clients waited: a row whenever the grounds became others; kept 30 days. */
import { wantedOf } from '#shared/routing/kept-round.ts'
import { kindsOf, type Situation } from '#shared/routing/situation.ts'
import type { Queryable } from '../platform/database.ts'
import type { InRound, Round } from './round.store.ts'

export type WaitRow = { at: number; grounds: Situation; round_id: string | null }

/** A client whom agents come and go for is told of so often and no more. */
const MOST_ROWS = 200

/** Only what differs from the last row of its interaction is written, for another node may have told it already: whose ids. */
export const insertWaits = async (
  db: Queryable,
  waits: readonly { interactionId: string; situation: Situation }[],
  { waiting }: Pick<Round, 'waiting'>,
  at: number,
): Promise<number[]> => {
  const items = new Map(waiting.map((item) => [item.id, item]))
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `insert into routing_waits (interaction_id, at, kinds, grounds, wanted)
     select new.interaction_id, :at, new.kinds, new.grounds, new.wanted
       from jsonb_to_recordset(:waits) as new (interaction_id uuid, kinds text, grounds jsonb, wanted json)
       cross join lateral (
         select count(*) as rows, (array_agg(w.kinds order by w.id desc))[1] as last
           from routing_waits w where w.interaction_id = new.interaction_id
       ) before
      where before.last is distinct from new.kinds and before.rows < :most
     returning id`,
    {
      at: new Date(at),
      most: MOST_ROWS,
      waits: JSON.stringify(
        waits.map(({ interactionId, situation }) => ({
          interaction_id: interactionId,
          kinds: kindsOf(situation),
          grounds: situation,
          wanted: wantedOf(items.get(interactionId)!),
        })),
      ),
    },
  )
  return rows.map(({ id }) => id)
}

/** By which round these were told. */
export const nameRound = (db: Queryable, ids: readonly number[], roundId: string): PromiseLike<unknown> =>
  db('routing_waits').whereIn('id', ids).update({ round_id: roundId })

/** Undefined: it did not wait on in that round, or nothing was told of it. */
export const findWait = async (
  db: Queryable,
  interactionId: string,
  roundId: string,
): Promise<InRound | undefined> => {
  const row = await db('routing_waits')
    .where({ round_id: roundId, interaction_id: interactionId })
    .first<Omit<InRound, 'turn'> | undefined>('round_id', 'wanted')
  return row && { ...row, turn: null }
}

/** The earliest first. */
export const waitsOf = (db: Queryable, interactionId: string): Promise<WaitRow[]> =>
  db('routing_waits')
    .where({ interaction_id: interactionId })
    .orderBy('id')
    .limit(MOST_ROWS)
    .select<WaitRow[]>('at', 'grounds', 'round_id')
