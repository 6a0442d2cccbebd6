/** SQL of holds. */
import type { Reach } from '#server/platform/actor.ts'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { withinReach } from '#server/platform/reach.ts'

export type HoldRow = {
  id: string
  client_id: string
  client_name: string
  reason: string
  by_name: string | null
  put_at: number
}

const standing = (db: Queryable) =>
  db('client_holds')
    .join('clients', 'clients.id', 'client_holds.client_id')
    .leftJoin('users', 'users.id', 'client_holds.put_by')
    .whereNull('client_holds.lifted_at')
    .orderBy('client_holds.id')
    .select<HoldRow[]>(
      'client_holds.id',
      'client_holds.client_id',
      'client_holds.reason',
      'client_holds.put_at',
      {
        client_name: 'clients.name',
        by_name: 'users.name',
      },
    )

/** On any of these cards. */
export const holdsOn = async (db: Queryable, clients: string[]): Promise<HoldRow[]> =>
  standing(db).whereIn('client_holds.client_id', clients)

export const holdsWithin = async (db: Queryable, reach: Reach): Promise<HoldRow[]> =>
  withinReach(standing(db), reach, { owner: 'clients.manager_id', market: 'clients.market_id' })

export const insertHold = async (
  trx: Trx,
  hold: { clientId: string; reason: string; by: string; at: number },
): Promise<string> => {
  const [made] = await trx('client_holds')
    .insert({ client_id: hold.clientId, reason: hold.reason, put_by: hold.by, put_at: new Date(hold.at) })
    .returning<{ id: string }[]>('id')
  return made!.id
}

/** False when it does not stand on any of these cards, or was lifted already. */
export const liftHoldRow = async (
  trx: Trx,
  lift: { id: string; clients: string[]; reason: string; by: string; at: number },
): Promise<boolean> =>
  (await trx('client_holds')
    .where({ id: lift.id })
    .whereIn('client_id', lift.clients)
    .whereNull('lifted_at')
    .update({ lifted_by: lift.by, lifted_at: new Date(lift.at), lift_reason: lift.reason })) === 1
