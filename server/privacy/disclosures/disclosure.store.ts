/** SQL of the files that clients' data are handed out in. */
import type { Queryable, Trx } from '#server/platform/database.ts'
import { disclosureStates } from '#shared/privacy/erasure.state.ts'

export type DisclosureState = (typeof disclosureStates.states)[number]
export type DisclosureRow = {
  id: string
  client_id: string
  state: DisclosureState
  by_name: string | null
  asked_at: number
  ready_at: number | null
  expires_at: number | null
  bytes: number | null
}

const disclosures = (db: Queryable) =>
  db('client_disclosures')
    .leftJoin('users', 'users.id', 'client_disclosures.asked_by')
    .select<DisclosureRow[]>('client_disclosures.*', { by_name: 'users.name' })

export const insertDisclosure = async (
  trx: Trx,
  wish: { clientId: string; by: string; at: number },
): Promise<DisclosureRow> => {
  const [made] = await trx('client_disclosures')
    .insert({
      client_id: wish.clientId,
      state: disclosureStates.initial,
      asked_by: wish.by,
      asked_at: new Date(wish.at),
    })
    .returning<{ id: string }[]>('id')
  return (await findDisclosure(trx, made!.id))!
}

export const findDisclosure = async (db: Queryable, id: string): Promise<DisclosureRow | undefined> =>
  (await disclosures(db).where('client_disclosures.id', id))[0]

/** Newest first, the last few. */
export const disclosuresOf = async (db: Queryable, clients: string[]): Promise<DisclosureRow[]> =>
  disclosures(db)
    .whereIn('client_disclosures.client_id', clients)
    .orderBy('client_disclosures.id', 'desc')
    .limit(5)

export const askedDisclosures = async (db: Queryable): Promise<DisclosureRow[]> =>
  disclosures(db).where('client_disclosures.state', 'asked').orderBy('client_disclosures.id')

/** Whose days are over. */
export const expiredDisclosures = async (db: Queryable, now: number): Promise<DisclosureRow[]> =>
  disclosures(db)
    .where('client_disclosures.state', 'ready')
    .where('client_disclosures.expires_at', '<=', new Date(now))

export const readyDisclosures = async (db: Queryable): Promise<DisclosureRow[]> =>
  disclosures(db).where('client_disclosures.state', 'ready')

/** Whether it may tell also of a client whose card was parted from these since: they were one at some time of its making. */
export const isOfParted = async (db: Queryable, file: DisclosureRow, cards: string[]): Promise<boolean> =>
  (await db('client_merges')
    .where((either) => either.whereIn('client_id', cards).orWhereIn('merged_id', cards))
    .where('merged_at', '<=', new Date(file.ready_at ?? file.asked_at))
    .where('undone_at', '>=', new Date(file.asked_at))
    .first('id')) !== undefined

export const standingDisclosures = async (db: Queryable, clients: string[]): Promise<DisclosureRow[]> =>
  disclosures(db)
    .whereIn('client_disclosures.client_id', clients)
    .whereIn('client_disclosures.state', [...disclosureStates.moves.forget.from])

/** False when it is no longer in a state that the move starts from. */
export const moveDisclosure = async (
  trx: Trx,
  id: string,
  move: keyof typeof disclosureStates.moves,
  facts: { ready_at?: Date; expires_at?: Date; bytes?: number } = {},
): Promise<boolean> =>
  (await trx('client_disclosures')
    .where({ id })
    .whereIn('state', [...disclosureStates.moves[move].from])
    .update({ state: disclosureStates.moves[move].to, ...facts })) === 1
