/** The fields that an administrator added to a thing, as forms, pages and lists of it need them. */
import { computed } from 'vue'
import { cellText, headOfField, nameOfField, unitOfField } from '#shared/organisation/custom-cell.ts'
import {
  type CustomField,
  type CustomThing,
  readCustomFields,
} from '#shared/organisation/custom-field.contract.ts'
import { type CustomValue, idOfKey } from '#shared/organisation/custom-value.ts'
import { useFormats } from '../../platform/format.ts'
import { language } from '../../platform/i18n.ts'
import { useLiveQuery } from '../../platform/live-query.ts'

export const useCustomFields = (thing: CustomThing) => {
  const { data } = useLiveQuery(readCustomFields, {}, { watch: ['custom-field'] })
  const formats = useFormats()
  /** The archived too, in order; none until they have come. */
  const fields = computed(() => (data.value?.fields ?? []).filter((field) => field.thing === thing))
  const active = computed(() => fields.value.filter(({ archived }) => !archived))

  /** By the name it has in forms, events and refusals; null for a field of the house. */
  const labelOf = (key: string): string | null => {
    const id = idOfKey(key)
    if (id === null) return null
    const field = fields.value.find((one) => one.id === id)
    return field ? nameOfField(field, language.value) : '—'
  }
  /** As a person reads it. */
  const textOf = (field: CustomField, value: CustomValue | null): string => {
    if (value === null || typeof value === 'object') return cellText(field, value, language.value) || '—'
    if (field.type === 'date') return formats.value.day(String(value))
    const text = cellText(field, value, language.value)
    return field.type === 'number' ? numberText(field, text) : text
  }
  /** Of a value that came under a field's name; an empty one is a dash. */
  const wordsOf = (key: string, value: unknown): string => {
    const field = fields.value.find((one) => one.id === idOfKey(key))
    return field ? textOf(field, (value ?? null) as CustomValue | null) : '—'
  }
  return { fields, active, labelOf, textOf, wordsOf }
}

/** `1200,5` → `1 200,5 т` */
const numberText = (field: CustomField, text: string): string => {
  const [whole = '', ...fraction] = text.split(/(?=[.,])/)
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0') + fraction.join('')
  return [grouped, unitOfField(field, language.value)].filter(Boolean).join('\u00a0')
}

export { headOfField, nameOfField, unitOfField }
