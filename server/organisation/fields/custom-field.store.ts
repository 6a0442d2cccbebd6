/** The SQL of custom fields, and of asking the rows of other rooms by what stands in them. */
import type { Knex } from 'knex'
import type { Queryable, Trx } from '#server/platform/database.ts'
import { anywhere } from '#server/platform/like.ts'
import type { CustomField, CustomThing } from '#shared/organisation/custom-field.contract.ts'
import type { CustomCondition } from '#shared/organisation/custom-filter.ts'

const columnOf = {
  thing: 'thing',
  type: 'type',
  nameRu: 'name_ru',
  nameEn: 'name_en',
  hintRu: 'hint_ru',
  hintEn: 'hint_en',
  unitRu: 'unit_ru',
  unitEn: 'unit_en',
  decimals: 'decimals',
  options: 'options',
  required: 'required',
  searchable: 'searchable',
  personal: 'personal',
  groupId: 'group_id',
  position: 'position',
  archived: 'archived',
} as const

/** Where the values of each thing stand. */
const TABLES: Record<CustomThing, string> = {
  client: 'clients',
  interaction: 'interactions',
  claim: 'claims',
  deal: 'deals',
}

/** In order; of one thing, or of all, one after another. */
export const listFields = (db: Queryable, thing?: CustomThing): Promise<CustomField[]> => {
  const query = db('custom_fields').orderBy(['thing', 'position', 'id'])
  if (thing) query.where({ thing })
  return query.select({ id: 'id', version: 'version', ...columnOf })
}

/** All fields are held: order and names are matters of all. */
export const lockFields = async (trx: Trx): Promise<CustomField[]> => {
  await trx('custom_fields').orderBy('id').forNoKeyUpdate().select('id')
  return listFields(trx)
}

type Fields = Partial<Omit<CustomField, 'id' | 'version'>>

const rowOf = (field: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(field).map(([key, value]) => [
      columnOf[key as keyof typeof columnOf],
      key === 'options' ? JSON.stringify(value) : value,
    ]),
  )

export const insertField = async (trx: Trx, field: Fields): Promise<string> => {
  const [row] = await trx('custom_fields').insert(rowOf(field)).returning<{ id: string }[]>('id')
  return row!.id
}

export const updateField = async (trx: Trx, id: string, edit: Fields): Promise<void> => {
  await trx('custom_fields')
    .where({ id })
    .update({ ...rowOf(edit), version: trx.raw('version + 1') })
}

/** Their places, from 0, in this order. */
export const placeFields = async (trx: Trx, ids: string[]): Promise<void> => {
  await trx.raw(
    `update custom_fields as f set position = o.place - 1
       from unnest(?::uuid[]) with ordinality as o (id, place) where o.id = f.id`,
    [ids],
  )
}

/** Ids of the fields whose values go when a person asks to be forgotten; the archived too. */
export const personalFields = (db: Queryable, thing: CustomThing): Promise<string[]> =>
  db('custom_fields').where({ thing, personal: true }).orderBy('position').pluck('id')

/** Of these options, those that some value holds. */
export const heldOptions = async (
  db: Queryable,
  { id, thing, type }: Pick<CustomField, 'id' | 'thing' | 'type'>,
  options: string[],
): Promise<string[]> => {
  const held: string[] = []
  for (const option of options) {
    const query = db(TABLES[thing])
    whereCustom(query, 'custom', [{ id, kind: 'any', options: [option], several: type === 'choices' }])
    if (await query.first('id')) held.push(option)
  }
  return held
}

/** @param column the values, qualified: `clients.custom` */
export const whereCustom = (
  query: Knex.QueryBuilder,
  column: string,
  conditions: readonly CustomCondition[],
): void => {
  // Names the partial index.
  if (conditions.length > 0) query.whereRaw(`?? <> '{}'`, [column])
  for (const condition of conditions) where(query, column, condition)
}

const where = (query: Knex.QueryBuilder, column: string, condition: CustomCondition): void => {
  const { id } = condition
  const holding = (value: unknown) => [column, JSON.stringify({ [id]: value })]
  switch (condition.kind) {
    case 'holds':
      query.whereRaw(`fold_text(?? ->> ?) like '%' || fold_text(?) || '%'`, [column, id, condition.text])
      return
    case 'is':
      query.whereRaw('?? @> ?::jsonb', holding(condition.value))
      return
    case 'any':
      query.where((any) => {
        for (const option of condition.options)
          any.orWhereRaw('?? @> ?::jsonb', holding(condition.several ? [option] : option))
      })
      return
    case 'money':
      query.whereRaw(`split_part(?? ->> ?, ' ', 2) = ?`, [column, id, condition.currency])
      for (const [end, sign] of [
        [condition.from, '>='],
        [condition.to, '<='],
      ] as const)
        if (end !== null)
          query.whereRaw(`split_part(?? ->> ?, ' ', 1)::numeric ${sign} ?::numeric`, [column, id, end])
      return
    case 'between': {
      const type = condition.of === 'number' ? 'numeric' : 'date'
      const ends = [
        { end: condition.from, sign: '>=' },
        { end: condition.to, sign: '<=' },
      ]
      for (const { end, sign } of ends)
        if (end !== null) query.whereRaw(`(?? ->> ?)::${type} ${sign} ?::${type}`, [column, id, end])
    }
  }
}

/** Rows whose searchable texts hold the piece: for lists that are searched by few columns. */
export const orCustomText = (
  query: Knex.QueryBuilder,
  { column, thing }: { column: string; thing: CustomThing },
  piece: string,
): void => {
  query.orWhereRaw(
    `?? <> '{}' and exists (
       select from jsonb_each_text(??) as given join custom_fields f on f.id::text = given.key
        where f.thing = ? and f.searchable and not f.archived and given.value ilike ?)`,
    [column, column, thing, anywhere(piece)],
  )
}
