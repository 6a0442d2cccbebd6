/** The rows of groups of custom fields: the headings that fields stand under. */
import type { Queryable } from '#server/platform/database.ts'
import type { FieldGroup } from '#shared/organisation/custom-field.contract.ts'
import type { Dictionary } from '../dictionaries/dictionary.ts'

/** As the administration of lists edits it. */
export const groupDictionary: Dictionary = {
  code: 'field-groups',
  table: 'custom_field_groups',
  shape: 'flat',
  active: { column: 'active', on: true },
  mayBeEmpty: true,
}

/** In order, those that are switched off too. */
export const listGroups = (db: Queryable): Promise<FieldGroup[]> =>
  db('custom_field_groups')
    .orderBy(['position', 'id'])
    .select({ id: 'id', nameRu: 'name_ru', nameEn: 'name_en', active: 'active' })
