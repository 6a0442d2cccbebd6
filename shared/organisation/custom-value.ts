/** What fits into a custom field, and what a thing's fields hold after a change. Pure; both ends read it. */
import type { CustomField } from './custom-field.contract.ts'
import { fitMoney } from './custom-money.ts'
import { isNumber, plainNumber } from './plain-number.ts'

/** A text, a number in plain decimal text, money as `1200.5 RUB`, a day `YYYY-MM-DD`; yes or no; the id of an option, or several in their order. */
export type CustomValue = string | boolean | string[]
/** By the field's id; what is not given has no key. */
export type CustomValues = Record<string, CustomValue>
/** By the field's id; null empties. */
export type CustomChange = Record<string, CustomValue | null>

/** A field's name beside the built-in ones: in events, refusals and forms. */
export type CustomKey = `custom.${string}`
export const customKey = (id: string): CustomKey => `custom.${id}`
/** The field's id, of a name that `customKey` made; null for any other. */
export const idOfKey = (key: string): string | null => (key.startsWith('custom.') ? key.slice(7) : null)

export type Fit = { value: CustomValue | null } | { fault: string }

const DAY = /^\d{4}-\d{2}-\d{2}$/

export const isDay = (text: string): boolean => {
  if (!DAY.test(text) || text < '0001') return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/**
 * The value as it is kept, or a message code.
 * @param held what stands there: an option that was archived since may stay
 */
export const fitValue = (field: CustomField, given: unknown, held: CustomValue | null = null): Fit => {
  if (given === null || given === '') return { value: null }
  if (field.type === 'flag') return typeof given === 'boolean' ? { value: given } : { fault: 'invalid_type' }
  if (field.type === 'choices') return fitChoices(field, given, held)
  if (typeof given !== 'string') return { fault: 'invalid_type' }
  switch (field.type) {
    case 'text':
      return { value: given.trim() || null }
    case 'number':
      return fitNumber(field, given)
    case 'money':
      return fitMoney(given)
    case 'date':
      return isDay(given) ? { value: given } : { fault: 'invalid_date' }
    case 'choice':
      return isOffered(field, given, held) ? { value: given } : { fault: 'unknown' }
  }
}

const fitNumber = ({ decimals }: CustomField, given: string): Fit => {
  if (!isNumber(given)) return { fault: 'invalid_number' }
  const value = plainNumber(given)
  return (value.split('.')[1] ?? '').length > decimals ? { fault: 'too_many_decimals' } : { value }
}

const isOffered = ({ options }: CustomField, id: string, held: CustomValue | null): boolean => {
  const option = options.find((one) => one.id === id)
  return option !== undefined && (!option.archived || [held].flat().includes(id))
}

/** Each once, in the order of the list: two who chose the same chose one value. */
const fitChoices = (field: CustomField, given: unknown, held: CustomValue | null): Fit => {
  if (!Array.isArray(given)) return { fault: 'invalid_type' }
  if (!given.every((id) => typeof id === 'string' && isOffered(field, id, held))) return { fault: 'unknown' }
  const value = field.options.filter(({ id }) => given.includes(id)).map(({ id }) => id)
  return { value: value.length > 0 ? value : null }
}

/** Nothing, however it is written, is nothing. */
export const sameValue = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

export type Judged = { change: CustomChange; faults: Record<CustomKey, string> }

/**
 * What of the given differs from what stands, in the values that are kept; and a message code by the name of each field that
 * is unknown, archived, does not fit, or is asked for and empty.
 * @param fields of the thing, the archived too
 * @param asked written by hand: every required field is to be there in the end. Else one may only not be emptied
 */
export const judgeValues = (
  fields: readonly CustomField[],
  held: CustomValues,
  given: Readonly<Record<string, unknown>>,
  asked: boolean,
): Judged => {
  const judged: Judged = { change: {}, faults: {} }
  for (const [id, wish] of Object.entries(given)) {
    const before = held[id] ?? null
    if (sameValue(wish, before)) continue
    const field = fields.find((one) => one.id === id && !one.archived)
    const fit: Fit = field ? fitValue(field, wish, before) : { fault: 'unknown_field' }
    if ('fault' in fit) judged.faults[customKey(id)] = fit.fault
    else if (!sameValue(fit.value, before)) judged.change[id] = fit.value
    if (field?.required && 'value' in fit && fit.value === null) judged.faults[customKey(id)] = 'required'
  }
  if (asked) {
    const after = withChange(held, judged.change)
    for (const id of missingFields(fields, after)) judged.faults[customKey(id)] ??= 'required'
  }
  return judged
}

/** Required fields that hold nothing. */
export const missingFields = (fields: readonly CustomField[], values: CustomValues): string[] =>
  fields
    .filter(({ id, required, archived }) => required && !archived && values[id] === undefined)
    .map(({ id }) => id)

export const withChange = (held: CustomValues, change: CustomChange): CustomValues =>
  Object.fromEntries(
    Object.entries({ ...held, ...change }).filter(
      (entry): entry is [string, CustomValue] => entry[1] !== null,
    ),
  )
