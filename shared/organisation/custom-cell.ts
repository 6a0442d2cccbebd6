/** Values of custom fields as texts: typed into a form, and standing in the cells of an export or an import. Pure. */
import type { CustomField, CustomThing } from './custom-field.contract.ts'
import { moneyCell, readMoney } from './custom-money.ts'
import { type CustomValue, type Fit, fitValue } from './custom-value.ts'

type Language = 'ru' | 'en'

/** Between several options. */
const BETWEEN = ';'
const YES = ['yes', 'да', 'true', '1', '+']
const NO = ['no', 'нет', 'false', '0', '-', '−']

export const nameOfField = (field: CustomField, language: Language): string =>
  language === 'ru' ? field.nameRu : field.nameEn
export const unitOfField = (field: CustomField, language: Language): string =>
  language === 'ru' ? field.unitRu : field.unitEn

/** What a column of this field is headed with: `Annual need, t`. */
export const headOfField = (field: CustomField, language: Language): string =>
  [nameOfField(field, language), unitOfField(field, language)].filter(Boolean).join(', ')

/** The columns of a thing's fields in an export, or those that an import may fill, in order. */
export const customColumns = (
  fields: readonly CustomField[],
  thing: CustomThing,
  language: Language,
): { field: CustomField; head: string }[] =>
  fields
    .filter((field) => field.thing === thing && !field.archived)
    .map((field) => ({ field, head: headOfField(field, language) }))

/** As it stands in a form: ids of options, a number with a point, `yes` and `no`. It asks for no definition of the field. */
export const typedText = (value: CustomValue | null): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return Array.isArray(value) ? value.join(BETWEEN) : (value ?? '')
}

/** @param held what stands there now: see `fitValue` */
export const readTyped = (field: CustomField, text: string, held: CustomValue | null = null): Fit =>
  readText(field, text, held, (id) => id)

/** Yes and no in words. */
export const flagCell = (value: boolean, language: Language): string =>
  (value ? YES : NO)[language === 'ru' ? 1 : 0]!

/** As it stands in a cell: names of options with a semicolon between them, a day as `2026-12-31`, yes and no in words. */
export const cellText = (
  { type, options }: CustomField,
  value: CustomValue | null,
  language: Language,
): string => {
  const named = (id: string) => {
    const option = options.find((one) => one.id === id)
    return option ? (language === 'ru' ? option.nameRu : option.nameEn) : ''
  }
  if (value === null) return ''
  if (typeof value === 'boolean') return flagCell(value, language)
  if (Array.isArray(value)) return value.map(named).join(`${BETWEEN} `)
  if (type === 'number' && language === 'ru') return value.replace('.', ',')
  if (type === 'money') return moneyCell(value, language)
  return type === 'choice' ? named(value) : value
}

/**
 * What a cell says: an option by its name in either language and any case, a number with a comma or a point, money with its
 * currency on either side, a day as `31.12.2026` or `2026-12-31`. An empty cell is null: nothing is known.
 */
export const readCell = (field: CustomField, text: string, held: CustomValue | null = null): Fit => {
  const bare = (name: string) => name.trim().toLowerCase().replaceAll('ё', 'е')
  return readText(field, text, held, (name) => {
    const named = field.options.filter((one) =>
      [one.nameRu, one.nameEn].some((own) => bare(own) === bare(name)),
    )
    return (named.find(({ archived }) => !archived) ?? named[0])?.id ?? name
  })
}

const readText = (
  field: CustomField,
  text: string,
  held: CustomValue | null,
  optionOf: (text: string) => string,
): Fit => {
  const typed = text.trim()
  if (typed === '') return { value: null }
  switch (field.type) {
    case 'text':
      return fitValue(field, typed)
    case 'number':
      return fitValue(field, typed.replaceAll(/\s/g, '').replace(',', '.').replace('−', '-'))
    case 'money':
      return fitValue(field, readMoney(typed))
    case 'date':
      return fitValue(field, isoDay(typed))
    case 'flag':
      return readFlag(typed.toLowerCase())
    case 'choice':
      return fitValue(field, optionOf(typed), held)
    case 'choices': {
      const parts = typed.split(BETWEEN).map((part) => part.trim())
      return fitValue(field, parts.filter(Boolean).map(optionOf), held)
    }
  }
}

const readFlag = (typed: string): Fit => {
  if (YES.includes(typed)) return { value: true }
  return NO.includes(typed) ? { value: false } : { fault: 'invalid_flag' }
}

/** `31.12.2026` → `2026-12-31`; anything else as it is. */
const isoDay = (typed: string): string => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed) ?? []
  return year === '' ? typed : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
