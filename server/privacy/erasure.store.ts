/** SQL of erasures. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import { erasureStates } from '#shared/privacy/erasure.state.ts'
import type { grounds } from '#shared/privacy/privacy.contract.ts'

export type ErasureRow = {
  id: string
  number: number
  client_id: string
  person_id: string | null
  ground: (typeof grounds)[number]
  state: (typeof erasureStates.states)[number]
  asked_by: string | null
  by_name: string | null
  asked_at: number
  done_at: number | null
}

const erasures = (db: Queryable) =>
  db('client_erasures')
    .leftJoin('users', 'users.id', 'client_erasures.asked_by')
    .select<ErasureRow[]>('client_erasures.*', { by_name: 'users.name' })

export const insertErasure = async (
  trx: Trx,
  erasure: {
    clientId: string
    personId: string | null
    ground: ErasureRow['ground']
    by: string
    at: number
  },
): Promise<ErasureRow> => {
  const [made] = await trx('client_erasures')
    .insert({
      client_id: erasure.clientId,
      person_id: erasure.personId,
      ground: erasure.ground,
      state: erasureStates.initial,
      asked_by: erasure.by,
      asked_at: new Date(erasure.at),
    })
    .returning<{ id: string }[]>('id')
  return (await findErasure(trx, made!.id))!
}

export const findErasure = async (db: Queryable, id: string): Promise<ErasureRow | undefined> =>
  (await erasures(db).where('client_erasures.id', id))[0]

/** Of the whole card, whichever of those merged into it bears the row. */
export const erasureOfCards = async (db: Queryable, clients: string[]): Promise<ErasureRow | undefined> =>
  (await erasures(db).whereIn('client_erasures.client_id', clients).whereNull('client_erasures.person_id'))[0]

/** Left on the way, by a crash or by a recording that was still to come. */
export const erasuresGoing = async (db: Queryable): Promise<ErasureRow[]> =>
  erasures(db).where('client_erasures.state', 'erasing').orderBy('client_erasures.id')

/** False when it was finished already. */
export const finishErasure = async (trx: Trx, id: string, at: number): Promise<boolean> =>
  (await trx('client_erasures')
    .where({ id })
    .whereIn('state', [...erasureStates.moves.finish.from])
    .update({ state: erasureStates.moves.finish.to, done_at: new Date(at) })) === 1

/** One carries at a time. */
export const holdErasure = async (trx: Trx, id: string): Promise<void> => {
  await trx('client_erasures').where({ id }).forUpdate().first('id')
}
