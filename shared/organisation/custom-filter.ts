/**
 * A list's filter by custom fields, as an address holds it: `<field>:<what>;<field>:<what>`. A text is to hold the words, a
 * number or a day to lie in `from..to` (either may be left out), money in `from..to RUB`, yes or no to be so, a choice to be one of `id,id`. Pure.
 */
import { readCell } from './custom-cell.ts'
import type { CustomField } from './custom-field.contract.ts'
import { moneyOf, spanOfMoney } from './custom-money.ts'

export type CustomCondition = { id: string } & (
  | { kind: 'holds'; text: string }
  | { kind: 'between'; of: 'number' | 'date'; from: string | null; to: string | null }
  | { kind: 'money'; currency: string; from: string | null; to: string | null }
  | { kind: 'is'; value: boolean }
  /** One at least of these options; `several`: the field may hold more than one. */
  | { kind: 'any'; options: string[]; several: boolean }
)

const MOST = 10

/** Field's id → what of it is asked, as texts. Of one that is named twice the last word counts. */
export const partsOfFilter = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(';')
      .map((part) => [part.slice(0, part.indexOf(':')).trim(), part.slice(part.indexOf(':') + 1).trim()])
      .filter(([id, what]) => id && what),
  )

/** What would tell the parts of a filter apart is no part of a text that is looked for. */
export const filterOfParts = (parts: Readonly<Record<string, string>>): string =>
  Object.entries(parts)
    .filter(([, what]) => what !== '')
    .map(([id, what]) => `${id}:${what.replaceAll(';', ' ')}`)
    .join(';')

export const conditionOf = (field: CustomField, what: string): CustomCondition | null => {
  const { id, type } = field
  switch (type) {
    case 'text':
      return { id, kind: 'holds', text: what }
    case 'flag':
      return what === 'yes' || what === 'no' ? { id, kind: 'is', value: what === 'yes' } : null
    case 'money':
      return moneyBetween(field, what)
    case 'number':
    case 'date':
      return between(field, type, what)
    case 'choice':
    case 'choices': {
      const options = what.split(',')
      const known = options.every((option) => field.options.some((one) => one.id === option))
      return known ? { id, kind: 'any', options, several: type === 'choices' } : null
    }
  }
}

const between = (field: CustomField, of: 'number' | 'date', what: string): CustomCondition | null => {
  const [from, to, ...more] = what.split('..').map((end) => readCell({ ...field, decimals: 6 }, end))
  if (!from || !to || more.length > 0 || 'fault' in from || 'fault' in to) return null
  if (from.value === null && to.value === null) return null
  return {
    id: field.id,
    kind: 'between',
    of,
    from: from.value as string | null,
    to: to.value as string | null,
  }
}

/** Money is compared within one currency: at what rate it would be counted, nobody has said. */
const moneyBetween = (field: CustomField, what: string): CustomCondition | null => {
  const { ends, currency } = spanOfMoney(what)
  const [from, to] = ends.map((end) => (end === '' ? { value: null } : readCell(field, `${end} ${currency}`)))
  if (!from || !to || 'fault' in from || 'fault' in to) return null
  if (from.value === null && to.value === null) return null
  const amount = (value: unknown) => (value === null ? null : moneyOf(String(value)).amount)
  return { id: field.id, kind: 'money', currency, from: amount(from.value), to: amount(to.value) }
}

/** Null where the text asks of a field that there is not, or what cannot be asked of it. Archived fields may be asked. */
export const readFilter = (fields: readonly CustomField[], text: string): CustomCondition[] | null => {
  const parts = Object.entries(partsOfFilter(text))
  if (parts.length > MOST) return null
  const conditions = parts.map(([id, what]) => {
    const field = fields.find((one) => one.id === id)
    return field ? conditionOf(field, what) : null
  })
  return conditions.includes(null) ? null : (conditions as CustomCondition[])
}
