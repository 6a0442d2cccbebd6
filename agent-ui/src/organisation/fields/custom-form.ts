/** Values of custom fields as a form holds them, flat beside its own fields: texts as typed, so that nothing typed is lost. */
import { readTyped, typedText } from '#shared/organisation/custom-cell.ts'
import type { CustomField } from '#shared/organisation/custom-field.contract.ts'
import {
  type CustomChange,
  type CustomKey,
  type CustomValue,
  type CustomValues,
  customKey,
} from '#shared/organisation/custom-value.ts'

export type CustomForm = { [key: CustomKey]: string }

export const formOfCustom = (values: CustomValues): CustomForm =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [customKey(id), typedText(value)]))

/** Of a value as the server tells it. */
export const typedValue = (value: unknown): string => typedText((value ?? null) as CustomValue | null)

export type CustomRead = { given: CustomChange; faults: Record<string, string> }

/**
 * What was typed, as the server takes it, or a message code for each field that cannot be read.
 * @param wish `held`: what stands there now; `only`: just those names; `asked`: required fields are to be filled in
 */
export const readCustomForm = (
  fields: readonly CustomField[],
  form: CustomForm,
  { held = {}, only, asked }: { held?: CustomValues; only?: readonly string[]; asked: boolean },
): CustomRead => {
  const read: CustomRead = { given: {}, faults: {} }
  for (const field of fields.filter(({ archived }) => !archived)) {
    const key = customKey(field.id)
    const fit = readTyped(field, form[key] ?? '', held[field.id] ?? null)
    if ('fault' in fit) read.faults[key] = fit.fault
    else if (asked && field.required && fit.value === null) read.faults[key] = 'required'
    else if (!only || only.includes(key)) read.given[field.id] = fit.value
  }
  return read
}
