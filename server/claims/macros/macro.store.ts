/** SQL of macros. */
import type { Knex } from 'knex'
import type { Queryable, Trx } from '#server/platform/database.ts'
import type { NewMacro } from '#shared/claims/macros/macro.contract.ts'
import type { MacroStep } from '#shared/claims/macros/macro-steps.ts'

export type MacroRow = {
  id: string
  /** Null: everybody's. */
  owner_id: string | null
  name: string
  steps: MacroStep[]
  active: boolean
  version: number
}

const macros = (q: Queryable): Knex.QueryBuilder =>
  q('macros').select('id', 'owner_id', 'name', 'steps', 'active', 'version')

const seenBy = (query: Knex.QueryBuilder, userId: string): Knex.QueryBuilder =>
  query.where((either) => either.where('owner_id', userId).orWhereNull('owner_id'))

/** One's own, then everybody's. */
export const listMacroRows = (q: Queryable, userId: string): Promise<MacroRow[]> =>
  seenBy(macros(q), userId).orderByRaw('owner_id is null, name')

export const findMacro = async (q: Queryable, userId: string, id: string): Promise<MacroRow | null> =>
  (await seenBy(macros(q).where({ id }), userId).first()) ?? null

/** As `findMacro`, and nobody else changes it until the transaction ends. */
export const lockMacro = async (trx: Trx, userId: string, id: string): Promise<MacroRow | null> =>
  (await seenBy(macros(trx).where({ id }), userId).forUpdate().first()) ?? null

export const isNameTaken = async (
  trx: Trx,
  { name, ownerId, but }: { name: string; ownerId: string | null; but?: string | undefined },
): Promise<boolean> => {
  const others = trx('macros').where({ name, owner_id: ownerId })
  if (but) others.whereNot({ id: but })
  return Boolean(await others.first('id'))
}

type Written = Omit<NewMacro, 'shared'> & { ownerId: string | null }

const rowOf = ({ name, steps, ownerId }: Written) => ({
  name,
  steps: JSON.stringify(steps),
  owner_id: ownerId,
})

export const insertMacro = async (trx: Trx, written: Written, at: number): Promise<string> => {
  const row = { ...rowOf(written), made_at: new Date(at) }
  const [made] = await trx('macros').insert(row).returning<{ id: string }[]>('id')
  return (made as { id: string }).id
}

/** False when it is another version by now. */
export const updateMacro = async (
  trx: Trx,
  { id, version }: { id: string; version: number },
  { active, ...written }: Written & { active: boolean },
): Promise<boolean> =>
  (await trx('macros')
    .where({ id, version })
    .update({ ...rowOf(written), active, version: version + 1 })) === 1

/** Of these the shared ones in use, and one's own where it is not for everybody. */
export const usableSnippets = async (
  q: Queryable,
  ids: readonly string[],
  ownerId: string | null,
): Promise<Set<string>> => {
  const query = q('snippets').whereIn('id', ids).where({ active: true })
  query.where((either) => {
    either.whereNull('owner_id')
    if (ownerId) either.orWhere('owner_id', ownerId)
  })
  const usable: string[] = await query.pluck('id')
  return new Set(usable)
}
