/** Fields that the trading house added for itself, and what its people have written in them. */
import type { Trx } from '#server/platform/database.ts'
import type { CustomThing, CustomType } from '#shared/organisation/custom-field.contract.ts'
import type { CustomValue } from '#shared/organisation/custom-value.ts'
import { customFields, fieldGroups } from './custom-fields.data.ts'
import type { Random } from './random.ts'

type Made = { id: string; thing: CustomThing; type: CustomType; options: { id: string }[] }
type Thing = { country: string; currency: string }
type Write = (random: Random, field: Made, row: Thing) => CustomValue | null

/** By the field's name in English: what stands there, where anything does. */
const WRITES: Record<string, Write> = {
  'Annual need': (random) =>
    random.chance(0.7) ? String(10 * Math.max(1, Math.round(random.exponential(60)))) : null,
  'Rail siding': (random, _, { country }) =>
    country === 'RU' && random.chance(0.35)
      ? `ст. ${random.pick(STATIONS)}, путь ${random.int(1, 12)}`
      : null,
  'Credit limit': (random, _, { currency }) =>
    random.chance(0.4) ? `${100_000 * random.int(1, 50)} ${currency}` : null,
  'Buys by tender': (random) => (random.chance(0.5) ? random.chance(0.3) : null),
  'Steel grade': (random, { options }) => (random.chance(0.9) ? random.pick(options).id : null),
  'Wagon number': (random) => (random.chance(0.6) ? `5${random.digits(7)}` : null),
}
const STATIONS = ['Кресты', 'Заречная', 'Силикатная', 'Предпортовая', 'Металлургическая', 'Сортировочная']

const TABLES = { client: 'clients', interaction: 'interactions', claim: 'claims', deal: 'deals' } as const

export const makeCustomFields = async (trx: Trx, random: Random): Promise<void> => {
  const groups = new Map<string, string>()
  for (const [position, { code, nameRu, nameEn }] of fieldGroups.entries()) {
    const id = random.uuid()
    await trx('custom_field_groups').insert({ id, code, name_ru: nameRu, name_en: nameEn, position })
    groups.set(code, id)
  }
  for (const thing of ['client', 'claim', 'deal'] as const) {
    const fields: (Made & { write: Write })[] = []
    for (const [position, field] of customFields.filter((one) => one.thing === thing).entries()) {
      const options = (field.options ?? []).map((names) => ({ id: random.uuid(), ...names, archived: false }))
      const id = random.uuid()
      await trx('custom_fields').insert({
        id,
        thing,
        type: field.type,
        name_ru: field.nameRu,
        name_en: field.nameEn,
        unit_ru: field.unitRu ?? '',
        unit_en: field.unitEn ?? '',
        options: JSON.stringify(options),
        searchable: field.searchable ?? false,
        group_id: field.group ? groups.get(field.group) : null,
        position,
      })
      fields.push({ id, thing, type: field.type, options, write: WRITES[field.nameEn]! })
    }
    await writeValues(trx, random, thing, fields)
  }
}

const writeValues = async (
  trx: Trx,
  random: Random,
  thing: CustomThing,
  fields: (Made & { write: Write })[],
): Promise<void> => {
  const table = TABLES[thing]
  const rows = await trx(table)
    .join('clients as c', 'c.id', thing === 'client' ? 'clients.id' : `${table}.client_id`)
    .orderBy(`${table}.id`)
    .join('markets', 'markets.id', 'c.market_id')
    .select<({ id: string } & Thing)[]>({
      id: `${table}.id`,
      country: 'c.country',
      currency: 'markets.currency',
    })
  const written = rows.map(({ id, ...row }) => {
    const values = fields.map((field) => [field.id, field.write(random, field, row)] as const)
    return { id, custom: Object.fromEntries(values.filter(([, value]) => value !== null)) }
  })
  await trx.raw(
    `update ?? as t set custom = given.custom
       from jsonb_to_recordset(?::jsonb) as given (id uuid, custom jsonb)
      where t.id = given.id and given.custom <> '{}'`,
    [table, JSON.stringify(written)],
  )
}
