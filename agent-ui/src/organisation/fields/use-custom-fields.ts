/** The fields that an administrator added to a thing, as forms, pages and lists of it need them. */
import { computed } from 'vue'
import {
  cellText,
  headOfField,
  nameOfField,
  readTyped,
  unitOfField,
} from '#shared/organisation/custom-cell.ts'
import {
  type CustomField,
  type CustomThing,
  type FieldGroup,
  readCustomFields,
} from '#shared/organisation/custom-field.contract.ts'
import { minorOf, moneyOf } from '#shared/organisation/custom-money.ts'
import { type CustomValue, idOfKey } from '#shared/organisation/custom-value.ts'
import { type Money, useFormats } from '../../platform/format.ts'
import { language } from '../../platform/i18n.ts'
import { useLiveQuery } from '../../platform/live-query.ts'
import { named } from '../../platform/named.ts'

export const useCustomFields = (thing: CustomThing) => {
  const { data } = useLiveQuery(readCustomFields, {}, { watch: ['custom-field', 'dictionary'] })
  const formats = useFormats()
  /** The archived too, in order; none until they have come. */
  const fields = computed(() => (data.value?.fields ?? []).filter((field) => field.thing === thing))
  const active = computed(() => fields.value.filter(({ archived }) => !archived))
  const groups = computed(() => (data.value?.groups ?? []).filter(({ active }) => active))
  const underHeadings = (of: readonly CustomField[]): FieldSection[] => sectionsOf(of, groups.value)

  /** By the name it has in forms, events and refusals; null for a field of the house. */
  const labelOf = (key: string): string | null => {
    const id = idOfKey(key)
    if (id === null) return null
    const field = fields.value.find((one) => one.id === id)
    return field ? nameOfField(field, language.value) : '—'
  }
  /** As a person reads it. */
  const textOf = (field: CustomField, value: CustomValue | null): string => {
    if (value === null) return '—'
    if (Array.isArray(value)) return value.map((id) => optionText(field, id)).join(', ')
    if (field.type === 'date') return formats.value.day(String(value))
    if (field.type === 'money') return moneyText(String(value), formats.value.money)
    const text = cellText(field, value, language.value)
    return field.type === 'number' ? numberText(field, text) : text
  }
  /** Of a value that came under a field's name, or as a form holds it; an empty one is a dash. */
  const wordsOf = (key: string, value: unknown): string => {
    const field = fields.value.find((one) => one.id === idOfKey(key))
    if (!field) return '—'
    if (typeof value !== 'string') return textOf(field, (value ?? null) as CustomValue | null)
    // One that was archived is told as any other.
    const every = field.options.map(({ id }) => id)
    const read = readTyped(field, value, every)
    return 'fault' in read ? value : textOf(field, read.value)
  }
  return { fields, active, groups, underHeadings, labelOf, textOf, wordsOf }
}

/** Fields under one heading; null: under none, and those come first. */
export type FieldSection = { group: FieldGroup | null; fields: CustomField[] }

const sectionsOf = (fields: readonly CustomField[], groups: readonly FieldGroup[]): FieldSection[] => {
  const bare = fields.filter(({ groupId }) => !groups.some(({ id }) => id === groupId))
  return [
    { group: null, fields: bare },
    ...groups.map((group) => ({ group, fields: fields.filter(({ groupId }) => groupId === group.id) })),
  ].filter((one) => one.fields.length > 0)
}

const moneyText = (value: string, show: (money: Money) => string): string => {
  const money = moneyOf(value)
  return show({ amountMinor: minorOf(money), currency: money.currency })
}

const optionText = ({ options }: CustomField, id: string): string => {
  const option = options.find((one) => one.id === id)
  return option ? named(option) : '—'
}

/** `1200,5` → `1 200,5 т` */
const numberText = (field: CustomField, text: string): string => {
  const [whole = '', ...fraction] = text.split(/(?=[.,])/)
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0') + fraction.join('')
  return [grouped, unitOfField(field, language.value)].filter(Boolean).join('\u00a0')
}

export { headOfField, nameOfField, unitOfField }
