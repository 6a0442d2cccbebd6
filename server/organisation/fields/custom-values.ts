/** What other rooms ask of custom fields: is what was given fit to be kept, and what a list's filter means. */
import type { Queryable } from '#server/platform/database.ts'
import { invalid } from '#server/platform/errors.ts'
import type { CustomThing } from '#shared/organisation/custom-field.contract.ts'
import { type CustomCondition, readFilter } from '#shared/organisation/custom-filter.ts'
import {
  type CustomChange,
  type CustomValues,
  customKey,
  judgeValues,
  missingFields,
} from '#shared/organisation/custom-value.ts'
import { listFields } from './custom-field.store.ts'

/**
 * What of the given differs from what stands, in the values that are kept.
 * @param wish `asked`: written by hand, so that every required field is to be there in the end
 * @throws 422 at `custom.<field>`
 */
export const judgeCustom = async (
  db: Queryable,
  thing: CustomThing,
  { held = {}, given = {}, asked }: { held?: CustomValues; given?: Record<string, unknown>; asked: boolean },
): Promise<CustomChange> => {
  if (!asked && Object.keys(given).length === 0) return {}
  const { change, faults } = judgeValues(await listFields(db, thing), held, given, asked)
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return change
}

/** `required` at the name of each field that is asked for and holds nothing. */
export const missingCustom = async (
  db: Queryable,
  thing: CustomThing,
  held: CustomValues,
): Promise<Record<string, string>> => {
  const missing = missingFields(await listFields(db, thing), held)
  return Object.fromEntries(missing.map((id) => [customKey(id), 'required']))
}

/** @throws 422 at `custom` for what cannot be asked */
export const customConditions = async (
  db: Queryable,
  thing: CustomThing,
  filter: string | undefined,
): Promise<CustomCondition[]> => {
  if (!filter) return []
  const conditions = readFilter(await listFields(db, thing), filter)
  if (!conditions) throw invalid({ custom: 'invalid_value' })
  return conditions
}
