/** A row of a file as a card, with what is wrong in it, cell by cell. Pure. */
import type { RowFault } from '../../imports/import-file.contract.ts'
import { type Cell, rowCells } from '../../imports/row-cells.ts'
import { readCell } from '../../organisation/custom-cell.ts'
import { type CustomValues, customKey } from '../../organisation/custom-value.ts'
import { readPhone } from '../../organisation/phone.ts'
import { plainCell } from '../../platform/safe-csv.ts'
import { type AddressKind, addressKinds, typedEmail } from '../address.contract.ts'
import { numbered, numberInLink, readHandle, readSite } from '../read-address.ts'
import { TAGS_OF_A_CARD } from '../tag.contract.ts'
import { readTaxNumber } from '../tax-number.ts'
import type { ImportDefaults } from './import.contract.ts'
import { kindOf, type Lookups, languageOf } from './lookups.ts'

export type ImportedAddress = { kind: AddressKind; value: string }
export type ImportedCard = {
  /** Of the card that this row is about; null: nothing is said of that. */
  id: string | null
  kind: 'company' | 'person'
  name: string
  marketId: string
  country: string | null
  region: string | null
  industry: string | null
  source: string | null
  taxNumber: string | null
  language: 'ru' | 'en'
  managerId: string | null
  addresses: ImportedAddress[]
  persons: { name: string; position: string | null }[]
  tags: string[]
  /** Of the fields that an administrator added, by their ids. */
  custom: CustomValues
  /** Which of the fields the file itself gave, and not what stands for the missing. */
  given: string[]
}
const TEXTS = { name: 300, region: 120, industry: 120 } as const
const PERSON = { name: 200, position: 120 }
const TAG = 40
const ADDRESSES = 40
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const readRow = (
  cells: readonly string[],
  columns: readonly (string | null)[],
  { defaults, look }: { defaults: ImportDefaults; look: Lookups },
): { card: ImportedCard; faults: RowFault[]; leftOut: RowFault[] } => {
  const row = rowCells(cells, columns)
  const { all, faults, leftOut, given, read } = row
  const text = (code: keyof typeof TEXTS, otherwise: string | null = null): string | null =>
    row.text(code, TEXTS[code], otherwise)

  const name = text('name') ?? ''
  if (name === '' && faults.length === 0) row.lack('name', 'required')
  const market = read('market', look.marketById(defaults.marketId), 'unknown_market', look.market)
  const country = read('country', defaults.country, 'unknown_country', look.country)
  const regions = [country, market?.region].filter((one): one is string => Boolean(one))
  const industry = text('industry', defaults.industry)
  const card: ImportedCard = {
    id: read('id', null, 'invalid_uuid', (typed) => (ID.test(typed) ? typed.toLowerCase() : null)),
    kind: read('kind', defaults.kind, 'unknown_kind', kindOf),
    name,
    marketId: market?.id ?? defaults.marketId,
    country,
    region: text('region', defaults.region),
    industry: industry === null ? null : look.industry(industry),
    source: sourceOf(all('source')[0], { defaults, look, leftOut, given }),
    taxNumber: read('taxNumber', null, 'invalid_tax_number', (typed) =>
      readTaxNumber(typed, country ?? market?.region ?? null),
    ),
    language: read('language', defaults.language, 'unknown_language', languageOf),
    managerId: managerOf(all('manager')[0], { defaults, look, faults, leftOut, given }),
    addresses: [],
    persons: [],
    tags: [],
    custom: {},
    given,
  }
  for (const field of look.fields) {
    const value = read(customKey(field.id), null, 'invalid_value', (typed) => {
      const fit = readCell(field, typed)
      return 'value' in fit ? fit.value : null
    })
    if (value !== null) card.custom[field.id] = value
  }
  const many = manyReader(all, faults)
  card.addresses = uniqueBy(
    [
      ...many('phones', /[,;\n]+/, 'invalid_phone', (typed) => {
        const value = readPhone(numberInLink(typed), regions)
        return value === null ? null : { kind: 'phone' as const, value }
      }),
      ...many('emails', /[,;\s]+/, 'invalid_email', (typed) =>
        typedEmail.safeParse(typed).success ? { kind: 'email' as const, value: typed.toLowerCase() } : null,
      ),
      ...many('others', /[,;\n]+/, 'invalid_address', (typed) => otherAddress(typed, regions)),
    ],
    ({ kind, value }) => `${kind}:${value}`,
    ADDRESSES,
  )
  card.persons = uniqueBy(many('persons', /[;\n]+/, 'invalid_person', personOf), (one) => one.name, 50)
  const tags = many('tags', /[,;\n]+/, 'invalid_tag', (typed) =>
    typed.length <= TAG && /[\p{L}\p{N}]/u.test(typed) ? typed : null,
  )
  card.tags = uniqueBy(tags, (tag) => tag.toLowerCase(), TAGS_OF_A_CARD)
  return { card, faults, leftOut }
}

/** One that is not on the list is left out: nobody could choose it by hand either. */
const sourceOf = (
  cell: Cell | undefined,
  into: { defaults: ImportDefaults; look: Lookups; leftOut: RowFault[]; given: string[] },
): string | null => {
  if (!cell) return into.defaults.source
  const code = into.look.source(cell.text)
  if (code !== undefined) into.given.push('source')
  else into.leftOut.push({ column: cell.column, code: 'unknown_source' })
  return code ?? into.defaults.source
}

const managerOf = (
  cell: Cell | undefined,
  into: { defaults: ImportDefaults; look: Lookups; faults: RowFault[]; leftOut: RowFault[]; given: string[] },
): string | null => {
  if (!cell) return into.defaults.managerId
  const found = into.look.manager(cell.text)
  if (found) {
    into.given.push('manager')
    return found
  }
  if (found === undefined && into.look.isFormerManager(cell.text)) {
    into.leftOut.push({ column: cell.column, code: 'former_user' })
    return into.defaults.managerId
  }
  into.faults.push({ column: cell.column, code: found === null ? 'ambiguous_user' : 'unknown_user' })
  return null
}

/** All that the cells of a column hold, each parted; what is none of its kind is a fault of its cell. */
const manyReader =
  (all: (code: string) => Cell[], faults: RowFault[]) =>
  <T>(code: string, parting: RegExp, fault: string, of: (text: string) => T | null): T[] =>
    all(code).flatMap(({ text, column }) =>
      text
        .split(parting)
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .flatMap((part) => {
          const value = of(plainCell(part))
          if (value !== null) return [value]
          if (!faults.some((one) => one.column === column)) faults.push({ column, code: fault })
          return []
        }),
    )

const uniqueBy = <T>(list: T[], key: (one: T) => string, most: number): T[] =>
  [...new Map(list.map((one) => [key(one), one] as const).reverse()).values()].reverse().slice(0, most)

/** "telegram: name", as it is exported; without its kind it is a site. */
const otherAddress = (typed: string, regions: readonly string[]): ImportedAddress | null => {
  const [, word = 'site', rest = typed] = /^([a-z]+):(?!\/)\s*(.+)$/i.exec(typed) ?? []
  const kind = addressKinds.find((one) => one === word.toLowerCase())
  if (!kind) return null
  const value =
    kind === 'site'
      ? readSite(rest)
      : numbered.includes(kind)
        ? readPhone(numberInLink(rest), regions)
        : kind === 'email'
          ? null
          : readHandle(kind, rest)
  return value === null ? null : { kind, value }
}

/** "Name, position", as it is exported. */
const personOf = (typed: string): { name: string; position: string | null } | null => {
  const [name = '', ...rest] = typed.split(',').map((part) => part.trim())
  const position = rest.join(', ') || null
  if (name === '' || name.length > PERSON.name || (position?.length ?? 0) > PERSON.position) return null
  return { name, position }
}
